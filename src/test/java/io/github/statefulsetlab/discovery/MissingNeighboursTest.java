package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pods to be near")
class MissingNeighboursTest {

  private static final String CHART =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: %s%s}]}}
            containers: []
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cache}
      spec: {template: {metadata: {labels: {app: cache}}, spec: {containers: []}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kubernetes.io/hostname | matchLabels: {app: redis} | podAffinity to {app=redis} left out",
        "kubernetes.io/hostname | matchExpressions: [{key: app, operator: In, values: [redis]}] | podAffinity to others left out",
        "topology.kubernetes.io/zone | matchLabels: {app: web} | podAffinity on topology.kubernetes.io/zone left out",
      })
  void thatNothingMakesAreNotWaitedFor(String key, String selector, String change) {
    Manifests chart = chart(key, ", labelSelector: {%s}".formatted(selector));
    PodSpec pod = pod(chart);

    assertThat(fit(chart, pod)).singleElement().asString().startsWith(change);
    assertThat(
            pod.getAffinity().getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matchLabels: {app: cache}",
        "matchLabels: {app: web}",
        "matchLabels: {app: web, statefulset.kubernetes.io/pod-name: web-1}",
        "matchExpressions: [{key: app, operator: In, values: [cache, redis]}]",
      })
  void ofTheChartStay(String selector) {
    Manifests chart = chart("kubernetes.io/hostname", ", labelSelector: {%s}".formatted(selector));
    PodSpec pod = pod(chart);

    assertThat(fit(chart, pod)).isEmpty();
    assertThat(pod).isEqualTo(pod(chart));
  }

  @Test
  void anAffinityWithoutASelectorIsToNoPod() {
    Manifests chart = chart("kubernetes.io/hostname", "");

    assertThat(fit(chart, pod(chart))).hasSize(1);
  }

  @Test
  void ofAnUnknownClusterNothingIsLeftOut() {
    Manifests chart = chart("zone", "");

    assertThat(MissingNeighbours.apply(ClusterShape.UNKNOWN, chart, pod(chart))).isEmpty();
    assertThat(fit(chart, new PodSpec())).isEmpty();
  }

  private static List<String> fit(Manifests chart, PodSpec pod) {
    return MissingNeighbours.apply(ClusterShapes.ONE_SMALL_NODE, chart, pod);
  }

  private static Manifests chart(String key, String selector) {
    return Manifests.parse(CHART.formatted(key, selector));
  }

  private static PodSpec pod(Manifests chart) {
    return Serialization.clone(
        chart.of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec());
  }
}
