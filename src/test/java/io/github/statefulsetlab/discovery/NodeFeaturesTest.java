package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What nodes do not have")
class NodeFeaturesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtimeClassName: gvisor | runtimeClassName gvisor left out",
        "schedulerName: volcano | schedulerName volcano left out",
        "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}} | seccompProfile a.json made RuntimeDefault",
        "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}} | appArmorProfile left out",
        "securityContext: {appArmorProfile: {type: RuntimeDefault}} | appArmorProfile left out",
      })
  void ofPodsIsLeftOut(String field, String change) {
    PodSpec pod = pod(field, "");

    assertThat(fit(pod)).singleElement().asString().contains(change);
    assertThat(fit(pod)).as("the second time").isEmpty();
  }

  @Test
  void profilesOfAContainerAreTheRuntimesInstead() {
    PodSpec pod =
        pod(
            "",
            "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}, appArmorProfile: {type: Localhost}}");

    assertThat(fit(pod)).hasSize(2);
    assertThat(pod.getContainers().get(0).getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.getContainers().get(0).getSecurityContext().getAppArmorProfile()).isNull();
  }

  @Test
  void devicesAreLeftOutAndWhatEveryNodeHasStays() {
    PodSpec pod =
        pod(
            "",
            "resources: {limits: {nvidia.com/gpu: 1, cpu: 1, hugepages-2Mi: 4Mi}, requests: {nvidia.com/gpu: 1, ephemeral-storage: 1Gi}}");

    assertThat(fit(pod))
        .containsExactly("hugepages-2Mi, nvidia.com/gpu left out, since no node has any");
    assertThat(pod.getContainers().get(0).getResources().getLimits())
        .isEqualTo(Map.of("cpu", new Quantity("1")));
    assertThat(pod.getContainers().get(0).getResources().getRequests())
        .containsOnlyKeys("ephemeral-storage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runtimeClassName: kata",
        "schedulerName: default-scheduler",
        "securityContext: {seccompProfile: {type: RuntimeDefault}, runAsUser: 1}",
      })
  void whatTheyHaveStays(String field) {
    PodSpec pod = pod(field, "resources: {limits: {example.com/disk: 1}}");

    assertThat(fit(pod)).isEmpty();
    assertThat(pod).isEqualTo(pod(field, "resources: {limits: {example.com/disk: 1}}"));
  }

  private static List<String> fit(PodSpec pod) {
    return NodeFeatures.apply(ClusterShapes.ONE_SMALL_NODE, pod);
  }

  private static PodSpec pod(String field, String ofContainer) {
    return Serialization.unmarshal(
        "%s\ncontainers:\n- name: web\n  %s\n".formatted(field, ofContainer), PodSpec.class);
  }
}
