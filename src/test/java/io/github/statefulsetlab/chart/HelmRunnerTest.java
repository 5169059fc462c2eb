package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.chart.HelmRequest.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Helm, in processes of its own")
class HelmRunnerTest {

  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final String KUBERNETES = "v1.36.3";

  @TempDir Path folder;

  private Path chart(String template) throws IOException {
    Path chart = Files.createTempDirectory(folder, "chart");
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.createDirectory(chart.resolve("templates"));
    Files.writeString(chart.resolve("templates").resolve("it.yaml"), template);
    return chart;
  }

  private static HelmRequest template(Path chart) {
    return new HelmRequest(
        Operation.TEMPLATE, chart.toString(), "it", "default", List.of(), "", 0, KUBERNETES);
  }

  @Test
  void stopsATemplateThatNeverEndsAndGoesOn() throws IOException {
    Path endless =
        chart(
            "{{ range until 100000 }}{{ range until 100000 }}{{ range until 100000 }}"
                + "{{ end }}{{ end }}{{ end }}");
    Path good = chart("kind: ConfigMap\napiVersion: v1\nmetadata: {name: {{ .Release.Name }}}\n");

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.ask(template(good), AMPLE).output()).contains("name: it");
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> helm.ask(template(endless), Duration.ofSeconds(1)))
          .withMessage("Helm did not finish to template the chart within 1 s and was stopped.");
      assertThat(helm.ask(template(good), AMPLE).ok()).isTrue();
      assertThat(helm.ask(template(good), AMPLE).ok()).isTrue();
    }
  }

  @Test
  void handsOnWhatHelmSaysOfABrokenTemplate() throws IOException {
    Path broken = chart("{{ .Values.missing.field }}");

    try (HelmRunner helm = new HelmRunner()) {
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> helm.template(broken, List.of(), "it", "default", KUBERNETES))
          .withMessageContaining("nil pointer");
    }
  }

  @Test
  void doesNotRenderTwiceWhatWasRenderedOnce() throws IOException {
    String rendered =
        "kind: ConfigMap\nmetadata:\n  name: it\ndata:\n  rule: \"{{ $value }} }}\"\n";

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(
              helm.template(
                  chart(Release.escape(rendered)), List.of(), "it", "default", KUBERNETES))
          .contains(rendered.strip());
    }
  }

  @Test
  void writesARequestOnOneLineAndReadsTheSame() throws IOException {
    HelmRequest request =
        new HelmRequest(
            Operation.INSTALL,
            "/a folder/with \"quotes\"\nand lines",
            "web",
            "ns",
            List.of("/a,b=c.yaml", "/größe.yaml"),
            "/kube/config",
            60,
            "");
    ObjectMapper json = new ObjectMapper();

    String line = json.writeValueAsString(request);

    assertThat(line).doesNotContain("\n");
    assertThat(json.readValue(line, HelmRequest.class)).isEqualTo(request);
  }
}
