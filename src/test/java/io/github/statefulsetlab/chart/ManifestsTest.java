package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.helm.Release;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rendered manifests")
class ManifestsTest {

  private static final String RENDERED =
      """
      ---
      # Source: web/templates/service.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      ---
      # Source: web/templates/nothing.yaml

      ---
      # Source: web/templates/test.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: check
        annotations: {helm.sh/hook: test}
      ---
      apiVersion: example.com/v1
      kind: Unheard
      metadata: {name: of}
      """;

  @Test
  void areTheObjectsOfAllDocuments() {
    assertThat(Manifests.parse(RENDERED).objects())
        .extracting(HasMetadata::getKind)
        .containsExactly("Service", "Pod", "Unheard");
    assertThat(Manifests.parse("").objects()).isEmpty();
  }

  @Test
  void leaveHooksOutOfWhatIsInstalled() {
    Manifests manifests = Manifests.parse(RENDERED);

    assertThat(manifests.of(Service.class)).hasSize(1);
    assertThat(manifests.of(Pod.class)).isEmpty();
    assertThat(manifests.of(StatefulSet.class)).isEmpty();
  }

  @Test
  void areRefusedWhereADocumentIsNoObject() {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("---\nkind: [\n"))
        .withMessageContaining("not a Kubernetes object")
        .withMessageContaining("kind: [");
  }

  @ParameterizedTest
  @CsvSource({"apiVersion, kind: ConfigMap", "kind, apiVersion: v1"})
  void areRefusedWhereADocumentDoesNotSayWhatItIs(String missing, String rest) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("---\n" + rest + "\nmetadata: {name: web}\n"))
        .withMessageContaining(missing + " is missing; add it to the template.")
        .withMessageContaining(rest);
  }

  @Test
  void keepTheirTextWhenTheyAreEscaped() {
    assertThat(Release.escape("a: 1\n")).isEqualTo("a: 1\n");
    assertThat(Release.escape("a: '{{ x }}'")).isEqualTo("a: '{{ \"{{\" }} x }}'");
  }

  @Test
  void areTheItemsOfAList() {
    assertThat(
            Manifests.parse(
                    "apiVersion: v1\nkind: List\nitems:\n"
                        + "- {apiVersion: v1, kind: Secret, metadata: {name: it}}\n")
                .objects())
        .singleElement()
        .isInstanceOf(io.fabric8.kubernetes.api.model.Secret.class);
  }
}
