package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.helm.HelmRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A chart's kubeVersion")
class KubernetesRangeTest {

  private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
  private static final String RUNS = "v1.36.1";

  private final Path folder;

  KubernetesRangeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"<1.36.0-0", ">=1.22.0-0 <1.36.0-0", "1.20 - 1.30", "^2.0"})
  void isToldWhereTheVersionIsNotInIt(String range) throws IOException {
    assertThat(KubernetesRange.leftOut(written("kubeVersion: \"%s\"".formatted(range)), RUNS))
        .hasValueSatisfying(
            patch ->
                assertThat(patch.description())
                    .startsWith("kubeVersion " + range + " of Chart.yaml left out")
                    .contains("Kubernetes v1.36.1 is not in it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {">=1.22.0-0", "1.36.x", "~1.36", "not a range"})
  void isNotSpokenOfOtherwise(String range) throws IOException {
    assertThat(KubernetesRange.leftOut(written("kubeVersion: \"%s\"".formatted(range)), RUNS))
        .isEmpty();
    assertThat(KubernetesRange.leftOut(written("home: https://example.com"), RUNS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubeVersion: \"<1.2\"",
        "'kubeVersion' : <1.2",
        "kubeVersion: >-\n  >=1.0\n  <1.2",
        "kubeVersion:\n  <1.2"
      })
  void isLeftOutWithTheLinesThatGoOnWithIt(String field) throws IOException {
    Chart chart = written(field);

    KubernetesRange.leaveOut(folder);

    assertThat(folder.resolve("Chart.yaml"))
        .hasContent(CHART + "description: \"about kubeVersion: 1\"");
    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.template(chart, Values.NONE, "web", "web", RUNS)).isEmpty();
    }
  }

  @Test
  void doesNotKeepAChartFromBeingRendered() throws IOException {
    Chart chart = written("kubeVersion: \"<1.2\"");
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("templates/map.yaml"),
        "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n");

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.template(chart, Values.NONE, "web", "web", RUNS)).contains("ConfigMap");
    }
    assertThat(folder.resolve("Chart.yaml")).content().contains("<1.2");
  }

  private Chart written(String field) throws IOException {
    Files.writeString(
        folder.resolve("Chart.yaml"), CHART + field + "\ndescription: \"about kubeVersion: 1\"\n");
    return Chart.read(folder);
  }
}
