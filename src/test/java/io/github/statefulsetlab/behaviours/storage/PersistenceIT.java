package io.github.statefulsetlab.behaviours.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.lab.Behaviour;
import io.github.statefulsetlab.lab.Behaviour.Needs;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabPod;
import io.github.statefulsetlab.lab.LabTest;
import io.github.statefulsetlab.lab.Marker;
import io.github.statefulsetlab.lab.Submission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Storage")
class PersistenceIT {

  @Parameter Submission submission;

  @Behaviour("storage.claims-bound")
  void everyOrdinalHasABoundClaimOfItsOwn(Lab lab) {
    assertThat(lab.statefulSet().getSpec().getVolumeClaimTemplates())
        .as("volumeClaimTemplates")
        .isNotEmpty();
    List<PersistentVolumeClaim> claims = lab.claims();

    assertThat(claims)
        .as("claims named <template>-<statefulset>-<ordinal>")
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactlyElementsOf(Claims.expectedNames(lab.statefulSet()));
    assertThat(claims).as("claims that are Bound").allMatch(Claims::isBound);
    assertThat(claims)
        .as("volumes, one for each claim")
        .extracting(claim -> claim.getSpec().getVolumeName())
        .doesNotHaveDuplicates();
    assertThat(claims).as("access modes").allMatch(Claims::isReadWriteOnce);
    assertThat(claims)
        .as("claims with size, class and access modes of the template")
        .allMatch(claim -> Claims.isMadeFrom(claim, lab.statefulSet()));
  }

  @Behaviour(value = "storage.survives-pod-deletion", needs = Needs.OWN_LAB)
  void podKeepsItsClaimAndItsCountAfterDeletion(Lab lab) {
    LabPod pod = lab.pod(1);
    Marker marker = pod.writesMarker();
    pod.isVisited(lab.someTimes());
    PersistentVolumeClaim claim = pod.claim();
    long count = pod.count();
    String uid = pod.uid();

    pod.delete();
    lab.awaitReplacement(pod, uid);

    lab.goesOnFor(
        Duration.ofSeconds(2),
        "the new pod has the old claim",
        () -> {
          assertThat(pod.claim().getMetadata().getUid())
              .as("UID of the claim")
              .isEqualTo(claim.getMetadata().getUid());
          assertThat(pod.claim().getSpec().getVolumeName())
              .as("volume")
              .isEqualTo(claim.getSpec().getVolumeName());
        });
    assertThat(pod.count()).as("count that the new pod reads").isEqualTo(count);
    assertThat(pod.reads(marker)).as("marker on the volume").contains(marker.text());
    pod.isVisited(1);
    assertThat(pod.count()).as("count after one more visit").isEqualTo(count + 1);
  }
}
