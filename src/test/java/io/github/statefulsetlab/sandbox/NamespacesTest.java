package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A namespace of the lab")
class NamespacesTest {

  @Test
  void isKnownByTheLabelsOfThisRun() {
    assertThat(isOurs(Namespaces.labels())).isTrue();
    assertThat(isOurs(Map.of())).isFalse();
    assertThat(isOurs(Map.of("app.kubernetes.io/managed-by", "statefulset-lab"))).isFalse();
    assertThat(
            isOurs(
                Map.of(
                    "app.kubernetes.io/managed-by", "statefulset-lab",
                    "statefulset-lab.github.io/run", "another")))
        .isFalse();
  }

  private static boolean isOurs(Map<String, String> labels) {
    return Namespaces.isOfThisRun(
        new NamespaceBuilder().withNewMetadata().withLabels(labels).endMetadata().build());
  }
}
