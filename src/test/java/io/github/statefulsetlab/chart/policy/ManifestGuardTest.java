package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.NAMESPACE;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertAllowed;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefused;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.object;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The guard of rendered manifests")
class ManifestGuardTest {

  @Test
  void everyOffenceIsListed() {
    assertRefused(
        object("v1", "Namespace") + "\n---\n" + set("hostPID: true, hostIPC: true"),
        "- Namespace/x, kind",
        "- StatefulSet/x, spec.template.spec.hostPID",
        "- StatefulSet/x, spec.template.spec.hostIPC");
  }

  @Nested
  class Folders {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
        strings = {"crds/a.yaml", "charts/sub/crds/a.yaml", "charts/a/charts/b/crds/c/d.yaml"})
    void mayHoldDefinitionsOfKindsWhichAreLeftOut(String file) throws IOException {
      assertThat(CustomKinds.leftOut(chartWith(file)).orElseThrow().description())
          .startsWith("left out, because")
          .endsWith(": " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"templates/crds/a.yaml", "crds.yaml", "files/crds/a.yaml"})
    void mayBeCalledAlike(String file) throws IOException {
      assertThat(CustomKinds.leftOut(chartWith(file))).isEmpty();
    }

    private Chart chartWith(String file) throws IOException {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "");
      return new Chart(folder, folder, "web", "1.0.0", "");
    }
  }

  @ParameterizedTest
  @MethodSource("goodCharts")
  void goodChartsPass(Path chart) {
    try (HelmRunner helm = new HelmRunner()) {
      String rendered = helm.template(chart, Values.NONE, "web", NAMESPACE, "v1.36.1");

      assertAllowed(rendered);
    }
    assertThat(CustomKinds.leftOut(Chart.read(chart))).isEmpty();
  }

  static Stream<Path> goodCharts() {
    Path reference = Path.of("src", "test", "resources", "reference-charts");
    return Stream.of(
        Path.of("charts", "counter"),
        reference.resolve("helm-create"),
        reference.resolve("plain-manifests"));
  }
}
