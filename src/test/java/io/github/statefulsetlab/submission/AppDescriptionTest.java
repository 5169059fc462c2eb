package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.statefulsetlab.chart.Chart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppDescriptionTest {

  private static final String YAML =
      """
      statefulSet: web
      container: app
      port: 5000
      visitPath: /hit
      countPath: /hits
      file: /srv/counts/hits
      faults: true
      """;

  private final Path folder;

  AppDescriptionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void saysHowTheAppBehaves() throws IOException {
    assertThat(read(YAML))
        .isEqualTo(
            AppDescription.builder()
                .statefulSet("web")
                .container("app")
                .port(5000)
                .visitPath("/hit")
                .countPath("/hits")
                .file("/srv/counts/hits")
                .faults(true)
                .build());
  }

  @Test
  void mayLeaveOutWhatCanBeFound() throws IOException {
    assertThat(read("port: 5000"))
        .returns(Optional.of(5000), AppDescription::port)
        .returns(Optional.empty(), AppDescription::file);
  }

  @Test
  void isOverriddenFieldByField() throws IOException {
    AppDescription said = read("port: 8080").or(read(YAML));

    assertThat(said)
        .returns(Optional.of(8080), AppDescription::port)
        .returns(Optional.of("/hit"), AppDescription::visitPath);
  }

  @Test
  void isWhatItsSchemaSays() throws IOException {
    assertThat(violations(YAML)).isEmpty();
  }

  @Nested
  class OfAChart {

    private final Path given = folder.resolve("chart");
    private final Chart chart = new Chart(given, given, "x", "1", "1");

    OfAChart() throws IOException {
      Files.createDirectories(chart.folder());
    }

    @Test
    void saysNothingWithoutAFile() {
      assertThat(AppDescription.of(chart)).isEqualTo(AppDescription.NONE);
    }

    @Test
    void liesBesideTheChart() throws IOException {
      Files.writeString(folder.resolve("lab.yaml"), YAML);

      assertThat(AppDescription.of(chart).port()).contains(5000);
    }

    @Test
    void isNotALink() throws IOException {
      Path secret = Files.writeString(folder.resolve("secret"), "SECRET: 1");
      Files.createSymbolicLink(folder.resolve("lab.yaml"), secret);

      assertThatThrownBy(() -> AppDescription.of(chart))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is a link")
          .hasMessageNotContaining("SECRET");
    }

    @Test
    void isAFile() throws IOException {
      Files.createDirectory(chart.folder().resolve("lab.yaml"));

      assertThatThrownBy(() -> AppDescription.of(chart))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("lab.yaml: it is a folder. Give a file.");
    }

    @Test
    void isATextOfAFewKilobytes() throws IOException {
      Files.writeString(chart.folder().resolve("lab.yaml"), "port: 80", StandardCharsets.UTF_16);
      assertThatThrownBy(() -> AppDescription.of(chart)).hasMessageContaining("this is not UTF-8");

      Files.writeString(chart.folder().resolve("lab.yaml"), "# " + "x".repeat(1 << 20));
      assertThatThrownBy(() -> AppDescription.of(chart)).hasMessageContaining("are the most");
    }

    /** What is read is a copy of the chart. */
    @Test
    void isNamedAsItWasGiven() throws IOException {
      Files.writeString(chart.folder().resolve("lab.yaml"), "port: [[[");
      Files.writeString(
          chart.folder().resolve("Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n");
      Chart copied = Chart.read(chart.folder(), Path.of("handed-in", "web"));

      assertThatThrownBy(() -> AppDescription.of(copied))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(Path.of("handed-in", "web", "lab.yaml").toString())
          .hasMessageNotContaining(chart.folder().toString());
    }

    @Test
    void liesRatherInTheChart() throws IOException {
      Files.writeString(folder.resolve("lab.yaml"), YAML);
      Files.writeString(chart.folder().resolve("lab.yaml"), YAML.replace("5000", "8080"));

      assertThat(AppDescription.of(chart).port()).contains(8080);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 5000            | port: 70000      | port is '70000'",
        "port: 5000            | port: web        | port: it must be a whole number",
        "visitPath: /hit       | visitPath: hit   | visitPath is 'hit'",
        "visitPath: /hit       | visitPath: /a/../b | without . or .. as a step",
        "visitPath: /hit       | visitPath: /a//b | visitPath is '/a//b'",
        "visitPath: /hit       | visitPath: /%2e%2e/a | visitPath is '/%2e%2e/a'",
        "visitPath: /hit       | visitPath: '/?a' | letters, digits and",
        "visitPath: /hit       | visitPath: '/{}' | letters, digits and",
        "countPath: /hits      | countPath: '/a b' | letters, digits and",
        "file: /srv/counts/hits| file: /data/../../proc/uptime | without . or .. as a step",
        "countPath: /hits      | countPath: /hit  | another path than visitPath",
        "file: /srv/counts/hits| file: /srv/      | file is '/srv/'",
        "faults: true          | faults: maybe    | faults: it must be true or false",
        "container: app        | containers: app  | there is no such field",
        "faults: true          | app: web         | app is 'web'; it must be none",
        "faults: true          | app: none        | visitPath is '/hit'",
      })
  void isRefusedWithFileAndField(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(YAML.replace(right, wrong)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lab.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chart.replicas: {at-least: 0} | chart.replicas.at-least is '0'; it must be a whole number"
            + " from 1 to 12",
        "chart.replicas: {at-least: many} | at-least: it must be a whole number",
        "chart.replicas: {policy: Parallel} | chart.replicas is 'policy'; it must be at-least",
        "chart.two-services: {at-least: 2} | left out: the criterion has no parameters",
        "chart.kind-toggle: {kinds: []} | a list of kinds such as",
        "chart.kind-toggle: {kinds: [~]} | a list of kinds such as",
        "chart.kind-toggle: {kinds: ['../x']} | a list of kinds such as",
        "ordering.policy-as-asked: {policy: parallel} | policy is 'parallel'; it must be"
            + " OrderedReady or Parallel",
        "updates.strategy-in-chart: {strategy: OnDelete} | strategy-in-chart is 'strategy'; it must"
            + " be left out",
        "probes.present: {probes: [readiness]} | asks is 'probes.present'; it must be one of",
        "chart.replicas: {atleast: 2} | there is no such field",
        "chart.replicas: 3 | chart.replicas",
      })
  void whatItAsksForInVainIsRefused(String asks, String message) {
    assertThatThrownBy(() -> read("asks:\n  " + asks))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lab.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void whatItAsksForReachesTheRun() throws IOException {
    String yaml =
        "asks: {chart.replicas: {at-least: 2}, chart.two-services: , chart.kind-toggle: {kinds:"
            + " [Rollout]}}";
    Asked asked = read(yaml).asked();

    assertThat(asked.fewestReplicas()).isEqualTo(2);
    assertThat(asked.asks("chart.two-services")).isTrue();
    assertThat(asked.keptKinds()).containsExactly("Rollout");
    assertThat(violations(yaml)).isEmpty();
    assertThat(violations("asks: {updates.strategy-in-chart: {strategy: OnDelete}}")).isNotEmpty();
    assertThat(violations("asks: {chart.replicas: {at-least: 13}}")).isNotEmpty();
  }

  private static Set<ValidationMessage> violations(String yaml) throws IOException {
    try (var schema = AppDescriptionTest.class.getResourceAsStream("/schemas/lab-v1.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(schema)
          .validate(new YAMLMapper().readTree(yaml));
    }
  }

  private AppDescription read(String yaml) throws IOException {
    return AppDescription.read(Files.writeString(folder.resolve("lab.yaml"), yaml));
  }
}
