package io.github.statefulsetlab.behaviours.updates;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.patch.Updates;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: a part of the pods")
class StagedUpdateIT {

  @Parameter Submission submission;

  private static final Duration HOLD = Duration.ofSeconds(3);

  @Behaviour("updates.partition")
  void onlyPodsAboveThePartitionAreUpdated(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(3));
    LabPod canary = lab.lastPod();
    LabPod low = lab.pod(0);
    int top = lab.pods().size() - 1;
    String old = lab.revisions().current();

    lab.admin().upgrade(Updates.newTemplate(), Updates.heldBackBelow(top));
    lab.admin().awaitRollout();
    String fresh = lab.revisions().current();
    low.deleteAndAwaitReplacement();
    lab.consistentlyFor(
        HOLD,
        "only the pod above the partition is updated",
        () ->
            assertThat(lab.revisions().ofPods()).isEqualTo(lab.revisions().split(top, old, fresh)));

    for (int partition = top - 1; partition >= 0; partition--) {
      lab.admin().upgrade(Updates.newTemplate(), Updates.heldBackBelow(partition));
      lab.admin().awaitRollout();
      List<String> held = lab.revisions().split(partition, old, fresh);
      String pods = "revisions with %d pods held back".formatted(partition);
      lab.revisions()
          .backAt(fresh, () -> assertThat(lab.revisions().ofPods()).as(pods).isEqualTo(held));
    }
    assertThat(lab.timeline()).pod(canary.name()).wentThroughRevisions(old, fresh);
    assertThat(lab.timeline()).pod(low.name()).wentThroughRevisions(old, old, fresh);
  }

  @Behaviour("updates.on-delete")
  void onlyADeletedPodIsUpdated(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2), Updates.onDelete());
    LabPod deleted = lab.lastPod();
    List<String> others = lab.podNamesExcept(deleted);
    int top = lab.pods().size() - 1;
    String old = lab.revisions().current();

    lab.admin().upgrade(Updates.onDelete());
    lab.revisions().backAt(old, "revision after an upgrade that changes nothing");
    lab.admin().upgrade(Updates.onDelete(), Updates.newTemplate());
    String fresh = lab.revisions().current();
    lab.consistentlyFor(
        HOLD,
        "no pod is updated by itself",
        () -> assertThat(lab.revisions().ofPods()).containsOnly(old).doesNotContain(fresh));

    deleted.deleteAndAwaitReplacement();
    lab.consistentlyFor(
        HOLD,
        "only the deleted pod is updated",
        () ->
            assertThat(lab.revisions().ofPods()).isEqualTo(lab.revisions().split(top, old, fresh)));
    assertThat(lab.timeline()).pods(others).neverStartedTerminating();
    assertThat(lab.timeline()).pod(deleted.name()).wentThroughRevisions(old, fresh);
  }
}
