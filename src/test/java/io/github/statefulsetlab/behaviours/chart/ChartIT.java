package io.github.statefulsetlab.behaviours.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.KindLine;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Chart")
class ChartIT {

  @Parameter Submission submission;

  @Behaviour("chart.lints")
  void lintFindsNoError(Rendering chart) {
    List<String> errors = chart.lintErrors();
    chart.dependingOn(
        chart.refusal().isPresent() ? List.of("chart.renders") : List.of(),
        () -> assertThat(errors).as("errors that helm lint finds").isEmpty());
  }

  @Behaviour("chart.renders")
  void theChartRendersForAnyNamespace(Rendering chart) {
    chart.withHint(
        "Helm's message names the template and the line. Run \"helm template .\" in the chart's"
            + " folder until it prints manifests.",
        () ->
            assertThat(chart.refusal())
                .as("what Helm says instead of rendering the chart")
                .isEmpty());

    assertThat(chart.beyondTheNamespace())
        .as("objects that are not limited to the namespace that the release is installed in")
        .isEmpty();
  }

  @Behaviour("chart.kind-toggle")
  void theDeploymentIsKeptAndNotRendered(Rendering chart) {
    StatefulSet set = chart.statefulSet();
    List<Deployment> rendered =
        chart.all(Deployment.class).stream()
            .filter(deployment -> Workloads.areOfTheSameApp(deployment, set))
            .toList();

    chart.withHint(
        "The app runs twice. Put the Deployment (%s) between {{- if eq .Values.kind \"Deployment\" }} and {{- end }}, the StatefulSet likewise, and set kind: StatefulSet in values.yaml."
            .formatted(chart.where(rendered, "kind")),
        () ->
            assertThat(rendered)
                .extracting(ObjectNames::of)
                .as("Deployments of the app, rendered beside %s", ObjectNames.of(set))
                .isEmpty());

    chart.forEachAsked("chart.kind-toggle", asked -> assertCanMake(chart, asked.keptKinds()));
  }

  private static void assertCanMake(Rendering chart, List<String> kinds) {
    assertThat(chart.templatesThatSay(KindLine.ofAny(kinds)))
        .as("templates that can make a %s", String.join(" or ", kinds))
        .isNotEmpty();
  }

  @Behaviour("chart.replicas")
  void thereAreAsManyPodsAsAskedFor(Rendering chart) {
    chart.forEachAsked("chart.replicas", asked -> assertPods(chart, asked.fewestReplicas()));
  }

  private static void assertPods(Rendering chart, int fewest) {
    StatefulSet set = chart.statefulSet();
    chart.keptFor(chart.fewestPods(set), fewest);
    chart.withHint(
        "The number comes from %s. Set it to %d or more, and an autoscaler's minReplicas too if there is one."
            .formatted(chart.where(set, "replicas"), fewest),
        () ->
            assertThat(chart.fewestPods(set))
                .as("pods of %s", ObjectNames.of(set))
                .isGreaterThanOrEqualTo(fewest));
  }
}
