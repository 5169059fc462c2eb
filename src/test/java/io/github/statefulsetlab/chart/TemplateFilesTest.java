package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Templates as they were written")
class TemplateFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void writesAChart() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "name: web\nversion: 1.2.3\n");
    Files.createDirectories(folder.resolve("templates/tests"));
    write(
        "web.yaml",
        """
        {{/* replicas: of old,
             kind: Deployment */}}
        apiVersion: v1
        kind: Service
        spec:
          selector: {}
        ---
        kind: StatefulSet
        spec:
          # replicas: 1
          replicas: {{ .Values.count }}
          selector: {}
        """);
    write("_pod.tpl", "labels:\n  matchLabels: {}\n");
    write("tests/_test.tpl", "hostname: x\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve("templates").resolve(name), text);
  }

  private TemplateFiles files() {
    return TemplateFiles.of(Chart.read(folder));
  }

  @Test
  void commentsSayNothing() {
    assertThat(files().places(Pattern.compile(".*Deployment.*"))).isEmpty();
    assertThat(files().places(Pattern.compile("kind: .*")))
        .containsExactly("templates/web.yaml:4", "templates/web.yaml:8");
  }

  @ParameterizedTest
  @CsvSource({"1.2.3,1.3.0", "0.1.0,0.2.0", "1.2.3-rc.1+5,1.3.0", "v2,2.1.0", "1,1.1.0"})
  void theNextEditionHasAHigherVersion(String version, String next) {
    assertThat(BumpedChart.next(version)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"'1.0',1.1.0", "15,15.1.0", "v2.3,2.4.0", "latest,0.1.0"})
  void theNextEditionHasAHigherAppVersion(String appVersion, String next) throws IOException {
    Files.writeString(
        folder.resolve("Chart.yaml"),
        "apiVersion: v2\nname: web\nversion: 1.2.3\nappVersion: \"%s\"\n".formatted(appVersion));

    try (BumpedChart edition = BumpedChart.after(Chart.read(folder))) {
      assertThat(edition.folder().resolve("Chart.yaml"))
          .content()
          .contains("appVersion: \"%s\"".formatted(next));
    }
  }

  @Test
  void theNextEditionHasNoAppVersionWhereThereWasNone() throws IOException {
    try (BumpedChart edition = BumpedChart.after(Chart.read(folder))) {
      assertThat(edition.folder().resolve("Chart.yaml")).content().doesNotContain("appVersion");
    }
  }

  @Test
  void theNextEditionIsACopyThatGoesAway() throws IOException {
    Path copy;
    try (BumpedChart edition = BumpedChart.after(Chart.read(folder))) {
      copy = edition.folder();
      assertThat(Chart.read(copy).version()).isEqualTo("1.3.0");
      assertThat(copy.resolve("templates/tests/_test.tpl")).exists();
    }
    assertThat(copy).doesNotExist();
    assertThat(Chart.read(folder).version()).isEqualTo("1.2.3");
  }
}
