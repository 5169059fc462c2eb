package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sizes that a lab has no room for")
class LabRoomTest {

  @Test
  void claimsShareWhatALabMayStore() {
    StatefulSet set = set("100Gi", "{}");

    assertThat(LabRoom.apply(set))
        .containsExactly("claim template data asks for 10240Mi instead of 100Gi");
    assertThat(LabRoom.apply(set)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits: {memory: 4Gi} | limits: {memory: 2Gi}",
        "{limits: {memory: 4Gi}, requests: {memory: 3Gi}} | {limits: {memory: 2Gi}, requests: {memory: 2Gi}}",
        "requests: {memory: 2Gi} | requests: {memory: 1Gi}",
        "{requests: {memory: 2Gi}, limits: {cpu: 1}} | {requests: {memory: 1Gi}, limits: {cpu: 1}}",
        "{limits: {memory: 4Gi}, requests: {memory: 5Gi}} | {limits: {memory: 2Gi}, requests: {memory: 5Gi}}",
      })
  void memoryIsLoweredAndAMistakeStaysOne(String resources, String lowered) {
    StatefulSet set = set("1Gi", inBraces(resources));

    assertThat(LabRoom.apply(set)).isNotEmpty();
    assertThat(resources(set)).isEqualTo(resources(set("1Gi", inBraces(lowered))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{limits: {memory: 2Gi, cpu: 16}}", "{requests: {memory: 512Mi, cpu: 4}}"})
  void whatHasRoomStays(String resources) {
    assertThat(LabRoom.apply(set("10Gi", resources))).isEmpty();
  }

  private static String inBraces(String yaml) {
    return yaml.startsWith("{") ? yaml : "{" + yaml + "}";
  }

  private static ResourceRequirements resources(StatefulSet set) {
    return set.getSpec().getTemplate().getSpec().getContainers().get(0).getResources();
  }

  private static StatefulSet set(String storage, String resources) {
    return Serialization.unmarshal(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
          template: {spec: {containers: [{name: web, resources: %s}]}}
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {resources: {requests: {storage: %s}}}
        """
            .formatted(resources, storage),
        StatefulSet.class);
  }
}
