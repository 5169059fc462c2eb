package io.github.statefulsetlab.behaviours.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Chart: labels and Services")
class WiringIT {

  @Parameter Submission submission;

  @Behaviour("chart.label-triangle")
  void selectorPodLabelsAndServicesAgree(Rendering chart) {
    StatefulSet set = chart.statefulSet();
    chart.withHint(
        "The API server refuses a StatefulSet that does not select its own pods. Generate spec.selector.matchLabels (%s) and the labels of spec.template from the same helper."
            .formatted(chart.where(set, "matchLabels")),
        () ->
            assertThat(Workloads.podLabels(set))
                .as(
                    "labels of the pods, which spec.selector (%s) must match",
                    set.getSpec().getSelector())
                .matches(labels -> Workloads.selects(set, labels), "selected"));

    List<Service> services = chart.all(Service.class);
    List<Service> lost = Workloads.selectingNothing(services, chart.all(HasMetadata.class));
    chart.withHint(
        "A Service that selects none of the chart's pods never has endpoints. Take its selector (%s) from the helper that the pods have their labels from."
            .formatted(chart.where(lost, "selector")),
        () ->
            assertThat(lost)
                .extracting(Rendering::selection)
                .as("Services that select no pods")
                .isEmpty());

    assertThat(Workloads.selecting(services, set))
        .extracting(ObjectNames::of)
        .as("Services that select pods by %s", Workloads.podLabels(set))
        .isNotEmpty();
  }

  @Behaviour("chart.two-services")
  void aHeadlessAndARegularServiceStandSideBySide(Rendering chart) {
    StatefulSet set = chart.statefulSet();
    List<Service> services = Workloads.selecting(chart.all(Service.class), set);
    chart.unlessOneServiceWasAskedFor(services);
    List<Service> headless = Workloads.headless(services);
    List<Service> regular = new ArrayList<>(services);
    regular.removeAll(headless);

    chart.dependingOn(
        List.of("identity.governing-service"), () -> assertHeadless(chart, services, headless));

    chart.dependingOn(
        List.of("chart.label-triangle"),
        () ->
            assertThat(regular)
                .extracting(ObjectNames::of)
                .as("regular Services beside %s", ObjectNames.joined(headless))
                .isNotEmpty());
  }

  private static void assertHeadless(
      Rendering chart, List<Service> services, List<Service> headless) {
    StatefulSet set = chart.statefulSet();
    chart.withHint(
        "The pods have no headless Service. Add one with clusterIP: None and the pods' labels as its selector, and name it in spec.serviceName (%s)."
            .formatted(chart.where(set, "serviceName")),
        () ->
            assertThat(headless)
                .extracting(ObjectNames::of)
                .as("headless Services among %s", ObjectNames.joined(services))
                .isNotEmpty());

    chart.withHint(
        "spec.serviceName (%s) does not name the headless Service. Set it to %s."
            .formatted(chart.where(set, "serviceName"), ObjectNames.joined(headless)),
        () ->
            assertThat(headless)
                .extracting(service -> service.getMetadata().getName())
                .as("headless Services, spec.serviceName among them")
                .contains(
                    Objects.requireNonNullElse(set.getSpec().getServiceName(), "no serviceName")));
  }
}
