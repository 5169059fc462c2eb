package io.github.statefulsetlab.behaviours.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Updates: the chart's own strategy")
class StrategyIT {

  @Parameter Submission submission;

  @Behaviour("updates.strategy-in-chart")
  void theChartItselfStagesItsUpdates(Rendering chart) {
    Map<String, List<StatefulSet>> sets = chart.statefulSetsByValues();

    List<String> ways =
        sets.values().stream()
            .flatMap(List::stream)
            .flatMap(set -> StatefulSets.staging(set).stream())
            .distinct()
            .sorted()
            .toList();
    chart.has(ways);
    assertThat(ways)
        .as("partition or OnDelete in the StatefulSet, with one of these values: %s", sets.keySet())
        .isNotEmpty();
  }
}
