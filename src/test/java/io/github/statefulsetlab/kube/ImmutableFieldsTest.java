package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Immutable fields of a StatefulSet")
class ImmutableFieldsTest {

  private static StatefulSetBuilder set() {
    return new StatefulSetBuilder()
        .withNewSpec()
        .withServiceName("web")
        .withReplicas(3)
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "web")
        .endMetadata()
        .endTemplate()
        .addToVolumeClaimTemplates(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data")
                .addToLabels("helm.sh/chart", "web-1.0.0")
                .endMetadata()
                .build())
        .endSpec();
  }

  @Test
  void nothingChangedBetweenEqualSets() {
    assertThat(ImmutableFields.changed(set().build(), set().build())).isEmpty();
  }

  @Test
  void fieldsThatMayChangeAreLeftOut() {
    StatefulSet after =
        set()
            .editSpec()
            .withReplicas(5)
            .withMinReadySeconds(1)
            .editTemplate()
            .editMetadata()
            .addToLabels("app", "other")
            .endMetadata()
            .endTemplate()
            .endSpec()
            .build();
    assertThat(ImmutableFields.changed(set().build(), after)).isEmpty();
  }

  @Test
  void aChangeIsNamedWithItsPathAndBothValues() {
    StatefulSet after = set().build();
    after.getSpec().setServiceName("web-2");
    after
        .getSpec()
        .getVolumeClaimTemplates()
        .get(0)
        .getMetadata()
        .getLabels()
        .put("helm.sh/chart", "web-1.1.0");

    assertThat(ImmutableFields.changed(set().build(), after))
        .containsExactly(
            "spec.serviceName: web-2, not web",
            "spec.volumeClaimTemplates[0].metadata.labels.helm.sh/chart: web-1.1.0, not web-1.0.0");
  }

  @Test
  void aFieldThatIsGoneIsNamedToo() {
    StatefulSet after = set().build();
    after.getSpec().setServiceName(null);

    assertThat(ImmutableFields.changed(set().build(), after))
        .containsExactly("spec.serviceName: nothing, not web");
  }
}
