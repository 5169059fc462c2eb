package io.github.statefulsetlab.behaviours.updates;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.patch.Updates;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: rolling")
class RollingUpdateIT {

  @Parameter Submission submission;

  @Behaviour(value = "updates.rolling-order", use = LabUse.DISTURB)
  void podsAreReplacedFromTheTopOneByOne(Lab lab) {
    lab.assume().rollingUpdate();
    String old = lab.revisions().current();

    lab.admin().upgrade(Updates.newTemplate());
    lab.admin().awaitRollout();

    lab.withHint(
        "spec.updateStrategy.rollingUpdate.partition is %d, so pods below it keep the old template. Set it to 0 once the canary is done."
            .formatted(StatefulSets.partition(lab.statefulSet())),
        () ->
            assertThat(lab.revisions().ofPods())
                .as("revisions after the update")
                .containsOnly(lab.revisions().current()));
    assertThat(lab.timeline()).pods(lab.podNames()).wereReplacedFromTheTop();
    for (String pod : lab.podNames()) {
      assertThat(lab.timeline()).pod(pod).wentThroughRevisions(old, lab.revisions().current());
    }
  }

  @Behaviour("updates.data-kept")
  void countsGoOnAcrossAnUpdate(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    lab.counter().visitEveryPod();
    List<Long> counts = lab.counter().counts();

    lab.admin().upgrade(Updates.newTemplate(), Updates.rolling());
    lab.admin().awaitRollout();

    assertThat(lab.revisions().ofPods())
        .as("revisions after the update")
        .containsOnly(lab.revisions().current());
    lab.dependingOn(
        List.of("storage.mounted-where-written", "storage.survives-pod-deletion"),
        () -> {
          lab.counter().assertCounts("Counts after the update", counts);
          lab.pods().forEach(pod -> pod.visit(1));
          lab.counter()
              .assertCounts(
                  "Counts after one more visit to each",
                  counts.stream().map(count -> count + 1).toList());
        });
  }
}
