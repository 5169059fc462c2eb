package io.github.statefulsetlab.behaviours.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.Marker;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Claims")
class ClaimsIT {

  @Parameter Submission submission;

  @CoreBehaviour(value = "storage.claims-bound", use = LabUse.READ_AS_IT_STARTS)
  void everyOrdinalHasABoundClaimOfItsOwn(Lab lab) {
    lab.storage().awaitBound();
    List<PersistentVolumeClaim> claims = lab.storage().claimsFromTemplates();
    lab.storage().assertVolumesCanBeMade();
    lab.storage().assertNotShared();

    lab.evidence()
        .keptFor(claims.stream().filter(claim -> isAsPromised(claim, lab)).count(), claims.size());
    assertNoneIs("not Bound", claims, Claims::isBound);
    assertThat(claims)
        .as("volumes, one for each claim")
        .extracting(claim -> claim.getSpec().getVolumeName())
        .doesNotHaveDuplicates();
    assertNoneIs(
        "of another size, class or access mode than their template",
        claims,
        claim -> Claims.isMadeFrom(claim, lab.statefulSet()));
    lab.withHint(
        Advice.ONE_NODE_AT_A_TIME,
        () -> assertNoneIs("not ReadWriteOnce alone", claims, Claims::isForOneNode));
  }

  private static void assertNoneIs(
      String what, List<PersistentVolumeClaim> claims, Predicate<PersistentVolumeClaim> promised) {
    assertThat(claims.stream().filter(promised.negate()).map(Claims::describe).toList())
        .as("claims that are %s", what)
        .isEmpty();
  }

  private static boolean isAsPromised(PersistentVolumeClaim claim, Lab lab) {
    return Claims.isBound(claim)
        && Claims.isMadeFrom(claim, lab.statefulSet())
        && Claims.isForOneNode(claim);
  }

  @Behaviour(value = "storage.mounted-where-written", use = LabUse.COUNT)
  void theAppWritesToItsClaim(Lab lab) {
    LabPod pod = lab.pod(0);
    pod.visit(1);
    String before = pod.storedFile().strip();

    pod.visit(1);

    assertThat(pod.storedFile().strip())
        .as("%s on the claim of %s after a visit", lab.contract().fileName(), pod)
        .isNotEqualTo(before);
  }

  @Behaviour("storage.markers-do-not-cross")
  void everyPodHasAVolumeOfItsOwn(Lab lab) {
    LabPod zero = lab.pod(0);
    LabPod one = lab.pod(1);
    Marker zeros = zero.writeMarker();
    Marker ones = one.writeMarker();

    assertThat(zero.reads(zeros)).as("marker of %s", zero).contains(zeros.text());
    assertThat(one.reads(ones)).as("marker of %s", one).contains(ones.text());
    lab.dependingOn(
        List.of("storage.claims-bound"),
        () -> {
          assertThat(zero.reads(ones)).as("marker of %s on the volume of %s", one, zero).isEmpty();
          assertThat(one.reads(zeros)).as("marker of %s on the volume of %s", zero, one).isEmpty();
        });
  }
}
