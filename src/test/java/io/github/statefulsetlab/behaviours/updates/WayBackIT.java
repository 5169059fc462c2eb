package io.github.statefulsetlab.behaviours.updates;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.github.statefulsetlab.kube.ControllerRevisions;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.ReadinessFaults;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.patch.Updates;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.RequiresPodManagementPolicy;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: the way back")
class WayBackIT {

  @Parameter Submission submission;

  @Behaviour("updates.rollback")
  void theWayBackReusesTheEarlierRevision(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    LabPod canary = lab.lastPod();
    int top = lab.pods().size() - 1;
    String first = lab.revisions().current();

    lab.admin().upgrade(Updates.newTemplate(), Updates.heldBackBelow(top));
    lab.admin().awaitRollout();
    String second = lab.revisions().current();
    lab.admin().upgrade(Updates.heldBackBelow(top));
    lab.admin().awaitRollout();

    lab.revisions().backAt(first, "revision after the way back");
    assertThat(lab.revisions().ofPods()).as("the pods' revisions").containsOnly(first);
    lab.eventually(
        "the earlier revision is the newest",
        () ->
            assertThat(
                    ControllerRevisions.names(
                        lab.statefulSet(), lab.timeline().current(ControllerRevision.class)))
                .as("ControllerRevisions, by number")
                .endsWith(first));
    assertThat(lab.timeline()).pod(canary.name()).wentThroughRevisions(first, second, first);
  }

  @Behaviour("updates.stuck-rollout")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void aBrokenPodIsInTheWayUntilItIsDeleted(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    LabPod broken = lab.lastPod();
    String good = lab.revisions().current();

    lab.admin().upgrade(ReadinessFaults.neverReady(), Updates.rolling());
    String bad = lab.revisions().current();
    lab.eventually(
        "the broken pod runs, and is not ready",
        () -> {
          assertThat(broken.revision()).isEqualTo(bad);
          assertThat(broken.phase()).as("phase of %s", broken).isEqualTo("Running");
        });
    lab.admin().upgrade(Updates.rolling());
    lab.revisions().backAt(good, "revision after the way back");
    lab.consistentlyFor(
        Duration.ofSeconds(3),
        "the broken pod stays, although nothing asks for it any more",
        () -> assertThat(broken.revision()).isEqualTo(bad));

    broken.deleteAndAwaitReplacement();
    lab.admin().awaitRollout();

    assertThat(lab.revisions().ofPods()).as("the pods' revisions").containsOnly(good);
    assertThat(lab.timeline()).pod(broken.name()).wentThroughRevisions(good, bad, good);
    assertThat(lab.timeline()).pods(lab.podNamesExcept(broken)).neverStartedTerminating();
  }
}
