package io.github.statefulsetlab.behaviours.updates;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.patch.Updates;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.Behaviour.Needs;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: rolling")
class RollingUpdateIT {

  @Parameter Submission submission;

  @Behaviour(value = "updates.rolling-order", needs = Needs.OWN_LAB)
  void podsAreReplacedFromTheTopOneByOne(Lab lab) {
    lab.assumeRollingUpdate();
    String old = lab.revision();

    lab.upgrade(Updates.newTemplate());
    lab.awaitRollout();

    lab.hinting(
        "spec.updateStrategy.rollingUpdate.partition is %d, so pods below it keep the old template. Set it to 0 once the canary is done."
            .formatted(StatefulSets.partition(lab.statefulSet())));
    assertThat(lab.revisions()).as("revisions after the update").containsOnly(lab.revision());
    lab.hintingAsUsual();
    assertThat(lab.timeline()).pods(lab.podNames()).wereReplacedFromTheTop();
    for (String pod : lab.podNames()) {
      assertThat(lab.timeline()).pod(pod).wentThroughRevisions(old, lab.revision());
    }
  }

  @Behaviour(value = "updates.data-kept", needs = Needs.CUSTOM_LAB)
  void countsGoOnAcrossAnUpdate(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    lab.visitEveryPod();
    List<Long> counts = lab.counts();

    lab.upgrade(Updates.newTemplate(), Updates.rolling());
    lab.awaitRollout();

    assertThat(lab.revisions()).as("revisions after the update").containsOnly(lab.revision());
    lab.assertCounts("Counts after the update", counts);
    lab.pods().forEach(pod -> pod.visit(1));
    lab.assertCounts(
        "Counts after one more visit to each", counts.stream().map(count -> count + 1).toList());
  }
}
