package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerResourcesTest {

  private static ResourceRequirements resources(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, ResourceRequirements.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{requests: {memory: 1Ki}, limits: {memory: 2Ki}} | 1024",
        "{limits: {memory: 2Ki}} | 2048",
        "{requests: {cpu: 1}} | 0",
        "{} | 0",
      })
  void withoutARequestTheLimitIsAskedFor(String yaml, BigDecimal bytes) {
    assertThat(ContainerResources.requested(resources(yaml), "memory")).isEqualByComparingTo(bytes);
    assertThat(ContainerResources.requested(null, "memory")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{requests: {memory: 3Ki}, limits: {memory: 2Ki}} | true",
        "{requests: {memory: 2Ki}, limits: {memory: 2Ki}} | false",
        "{requests: {memory: 3Ki}, limits: {cpu: 1}} | false",
        "{limits: {memory: 2Ki}} | false",
        "{} | false",
      })
  void aRequestMayBeAsMuchAsItsLimit(String yaml, boolean exceeds) {
    ResourceRequirements resources = resources(yaml);

    assertThat(ContainerResources.exceedsLimit(resources, "memory")).isEqualTo(exceeds);
    assertThat(ContainerResources.exceedsLimit(resources, "cpu")).isFalse();
    assertThat(ContainerResources.exceedsAnyLimit(resources)).isEqualTo(exceeds);
    assertThat(ContainerResources.exceedsAnyLimit(null)).isFalse();
  }

  @Test
  void oneAmountIsReplacedAndTheOthersStay() {
    Map<String, Quantity> amounts = Map.of("cpu", new Quantity("1"), "memory", new Quantity("1Ki"));

    assertThat(ContainerResources.with(amounts, "cpu", new Quantity("2")))
        .containsOnly(
            Map.entry("cpu", new Quantity("2")), Map.entry("memory", new Quantity("1Ki")));
    assertThat(ContainerResources.with(null, "cpu", new Quantity("2")))
        .containsOnly(Map.entry("cpu", new Quantity("2")));
    assertThat(amounts).containsEntry("cpu", new Quantity("1"));
  }
}
