package io.github.statefulsetlab.behaviours.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.Marker;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Persistence")
class PersistenceIT {

  @Parameter Submission submission;

  private static final Duration A_WHILE = Duration.ofSeconds(2);

  @CoreBehaviour("storage.survives-pod-deletion")
  void podKeepsItsClaimAndItsCountAfterDeletion(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(3));
    LabPod pod = lab.pod(0);
    ClaimIdentity claim = pod.claimIdentity();
    Marker marker = pod.writeMarker();
    pod.visit(lab.counter().randomVisitCount());
    List<Long> counts = lab.counter().counts();
    String uid = pod.uid();

    pod.delete();
    pod.awaitReplacement(uid);

    lab.consistentlyFor(
        A_WHILE,
        "the new pod has the old claim",
        () -> assertThat(pod.claimIdentity()).as("claim of %s", pod).isEqualTo(claim));
    lab.counter().assertCountsSurvived(counts);
    assertThat(pod.reads(marker)).as("marker on the volume").contains(marker.text());
    pod.visit(1);
    assertThat(pod.count()).as("count after one more visit").isEqualTo(counts.get(0) + 1);
  }

  @Behaviour("storage.survives-container-crash")
  void theCountOutlivesTheContainer(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.ONE_POD);
    LabPod pod = lab.pod(0);
    pod.visit(lab.counter().randomVisitCount());
    List<Long> counts = lab.counter().counts();
    String uid = pod.uid();
    int restarts = pod.restarts();

    pod.crash();

    pod.awaitRestart(restarts + 1);
    assertThat(pod.uid()).as("UID of the pod").isEqualTo(uid);
    lab.counter().assertCountsSurvived(counts);
    pod.visit(1);
    assertThat(pod.count()).as("count after one more visit").isEqualTo(counts.get(0) + 1);
  }

  @Behaviour(value = "storage.survives-scale-down", use = LabUse.DISTURB)
  void claimsOfPodsThatWereScaledAwayAreFoundAgain(Lab lab) {
    lab.admin().scaleUpTo(2);
    lab.counter().visitEveryPod();
    List<ClaimIdentity> claims = lab.storage().claimsOfThePods();
    List<Long> counts = lab.counter().counts();

    lab.admin().scaleTo(1);
    lab.awaitReady();
    lab.consistentlyFor(
        A_WHILE,
        "the claims of the pods that are gone stay",
        () -> lab.storage().assertStay(claims));

    lab.admin().scaleTo(claims.size());
    lab.awaitReady();
    lab.storage().assertFoundAgain(claims);
    lab.counter().assertCountsSurvived(counts);
    lab.pods().forEach(pod -> pod.visit(1));
    lab.counter()
        .assertCounts("Counts after one more visit each", counts.stream().map(c -> c + 1).toList());
  }

  @Behaviour(value = "storage.survives-uninstall", use = LabUse.DISTURB)
  void aNewInstallFindsTheOldClaims(Lab lab) {
    lab.counter().visitEveryPod();
    List<ClaimIdentity> claims = lab.storage().claimsOfThePods();
    List<Long> counts = lab.counter().counts();

    lab.admin().uninstall();
    lab.consistentlyFor(
        A_WHILE,
        "the claims stay while nothing is installed",
        () -> lab.storage().assertStay(claims));

    lab.admin().reinstall();
    lab.storage().assertFoundAgain(claims);
    lab.counter().assertCountsSurvived(counts);
  }
}
