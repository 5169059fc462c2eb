package io.github.statefulsetlab.behaviours.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.lab.Admin;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.RetentionScenarios;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("What becomes of claims")
class RetentionIT {

  @Parameter Submission submission;

  private static final Duration A_WHILE = Duration.ofSeconds(2);

  @Behaviour("storage.retention-policy")
  void claimsGoOnlyWhenThePolicySaysSo(LabFactory labs) {
    RetentionScenarios trials = RetentionScenarios.ofEveryPolicy(labs);

    trials.each(operator -> operator.deletePod(1), operator -> operator.awaitPodReplaced(1));
    trials.leave("with a pod deleted and replaced", policy -> 2);

    trials.each(operator -> operator.scaleTo(1), Admin::awaitAllReady);
    trials.leave("scaled to 1", policy -> policy.keepsWhenScaled() ? 2 : 1);

    trials.each(Admin::deleteStatefulSet, Admin::awaitAllGone);
    trials.leave(
        "with the set deleted",
        policy -> policy.keepsWhenDeleted() ? policy.keepsWhenScaled() ? 2 : 1 : 0);
  }

  @Behaviour("storage.claim-in-use")
  void aDeletedClaimGoesWithItsPod(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.ONE_POD);
    LabPod pod = lab.pod(0);
    long atFirst = pod.count();
    pod.visit(lab.counter().randomVisitCount());
    long count = pod.count();
    ClaimIdentity claim = pod.claimIdentity();
    String uid = pod.uid();
    lab.storage().assertFromTemplate(claim);

    lab.storage().releaseByGrader();
    lab.admin().delete(claim);
    long goneOn = lab.storage().visitInUse(pod, count);
    lab.consistentlyFor(
        A_WHILE,
        "the claim is Terminating and the pod goes on with it",
        () -> {
          assertThat(lab.storage().claims()).as("claims").contains(claim);
          assertThat(lab.storage().claimsThatStay()).as("claims").doesNotContain(claim);
          lab.storage().assertInUse(pod, goneOn);
        });

    pod.delete();
    awaitGone(lab, claim);
    pod.awaitReplacement(uid);
    assertReplaced(lab, claim);
    assertThat(pod.count()).as("count on the new claim").isEqualTo(atFirst);
  }

  private static void awaitGone(Lab lab, ClaimIdentity claim) {
    lab.withHint(
        lab.storage().remedyForOtherUsers(List.of(claim)),
        () ->
            lab.eventually(
                "the claim that was deleted is gone with its pod",
                () -> assertThat(lab.storage().claims()).as("claims").doesNotContain(claim)));
  }

  private static void assertReplaced(Lab lab, ClaimIdentity claim) {
    assertThat(lab.storage().claimsThatStay()).as("claims").doesNotContain(claim);
    assertThat(lab.storage().claimsThatStay())
        .extracting(ClaimIdentity::name)
        .as("names of the claims, with a new one under the name of the old")
        .contains(claim.name());
  }
}
