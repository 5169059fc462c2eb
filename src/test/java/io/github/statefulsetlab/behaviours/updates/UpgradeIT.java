package io.github.statefulsetlab.behaviours.updates;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.patch.Updates;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: what Helm may change")
class UpgradeIT {

  @Parameter Submission submission;

  @Behaviour("updates.immutable-fields")
  void changesToImmutableFieldsAreRefused(Lab lab) {
    StatefulSet before = lab.statefulSet();

    Updates.ofWhatCannotChange()
        .forEach(
            change ->
                assertThat(lab.admin().refusal(change))
                    .as("what Helm says to a change of a field that can't change")
                    .contains("Forbidden: updates to statefulset spec"));

    lab.consistentlyFor(
        Duration.ofSeconds(1),
        "the StatefulSet is what it was",
        () -> assertThat(lab.statefulSet().getSpec()).isEqualTo(before.getSpec()));
    assertThat(lab.timeline()).pods(lab.podNames()).neverStartedTerminating();
  }

  @Behaviour(value = "updates.chart-version", use = LabUse.DISTURB)
  void aHigherVersionOfTheChartCanBeInstalledOver(Lab lab) {
    lab.admin().upgradeToTheNextVersion();
    lab.admin().awaitRollout();

    assertThat(lab.pods())
        .filteredOn(pod -> !pod.isReady())
        .extracting(LabPod::name)
        .as("pods that are not ready")
        .isEmpty();
  }
}
