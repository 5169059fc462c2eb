package io.github.statefulsetlab.chart.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.marcnuri.helm.Helm;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The charts that a chart depends on")
class DependenciesTest {

  @TempDir Path folder;

  private Path chart(String path, String version, String... dependencies) throws IOException {
    Path chart = Files.createDirectories(folder.resolve(path));
    Files.writeString(
        chart.resolve("Chart.yaml"),
        "apiVersion: v2\nname: %s\nversion: %s\ntype: %s\ndependencies: [%s]\n"
            .formatted(
                chart.getFileName(),
                version,
                chart.endsWith("web") ? "application" : "library",
                String.join(", ", dependencies)));
    return chart;
  }

  private static String on(String name, String version, String repository) {
    return "{name: %s, version: \"%s\", repository: \"%s\"}".formatted(name, version, repository);
  }

  private Chart admitted(Path given) throws IOException {
    return ChartGuard.admit(given, folder, Files.createTempDirectory(folder, "private-"));
  }

  private void refused(Path given, String... saying) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> admitted(given))
        .withMessageContainingAll(saying);
  }

  @Test
  void areTakenFromBesideTheChartAndUsedByHelm() throws IOException {
    Path common = chart("common", "1.2.0", on("base", "*", "file://../base"));
    Files.createDirectory(common.resolve("templates"));
    Files.writeString(
        common.resolve("templates").resolve("_it.tpl"), "{{ define \"it\" }}it: 1{{ end }}");
    chart("base", "0.1.0");
    Path web = chart("k8s/web", "1.0.0", on("common", "^1.0.0", "file://../../common"));
    Files.createDirectory(web.resolve("templates"));
    Files.writeString(web.resolve("templates").resolve("it.yaml"), "{{ include \"it\" . }}\n");

    Chart chart = admitted(web);

    assertThat(chart.folder().resolve("charts/common/charts/base/Chart.yaml")).exists();
    assertThat(web.resolve("charts")).doesNotExist();
    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.template(chart, Values.NONE, "it", "default", "v1.36.1")).contains("it: 1");
    }
  }

  @Test
  @ResourceLock("helm")
  void areNotLookedForWhereTheyAreVendored() throws IOException {
    Path web =
        chart(
            "web",
            "1.0.0",
            on("common", "1.x", "file:///nowhere"),
            on("db", "2.x", "https://charts.example.com"));
    chart("web/charts/common", "1.0.0");
    new Helm(chart("db", "2.0.0")).packageIt().withDestination(web.resolve("charts")).call();

    assertThat(admitted(web).folder().resolve("charts/db-2.0.0/Chart.yaml")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://charts.example.com", "oci://example.com/db", "@bitnami", ""})
  void areNeverDownloaded(String repository) throws IOException {
    refused(
        chart("web", "1.0.0", on("db", "1.x", repository)),
        "depends on 'db'",
        repository,
        "not in charts/",
        "nothing is downloaded",
        "helm dependency update");
  }

  @Test
  void areAskedForEvenWhereTheyAreSwitchedOff() throws IOException {
    Path web =
        chart(
            "web",
            "1.0.0",
            "{name: db, version: 1.x, repository: 'https://x.example', condition: db.enabled}");
    Files.writeString(web.resolve("values.yaml"), "db: {enabled: false}\n");

    refused(web, "depends on 'db'", "helm dependency update");
    try (HelmRunner helm = new HelmRunner()) {
      assertThatExceptionOfType(ChartException.class)
          .as("what Helm itself says")
          .isThrownBy(() -> helm.template(web, Values.NONE, "it", "default", "v1.36.1"))
          .withMessageContaining("missing in charts/ directory: db");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc, must be a relative one",
    "file://../common\\0, must be a relative one",
    "file://../../../../common, the path points outside",
    "file://x/../../../../../common, the path points outside",
    "file://../missing, there is no chart at",
    "file://../linked, a link that leads elsewhere",
    "file://../other, the chart there is called 'other'",
  })
  void areNotTakenFromAnywhere(String repository, String saying) throws IOException {
    chart("other", "1.0.0");
    Path elsewhere = Files.createTempDirectory("elsewhere");
    Files.writeString(elsewhere.resolve("Chart.yaml"), "name: common\nversion: 1.0.0\n");
    Files.createDirectories(folder.resolve("a/b"));
    Files.createSymbolicLink(folder.resolve("a/b/linked"), elsewhere);
    chart("a/b/other", "1.0.0");
    Path web = chart("a/b/web", "1.0.0", on("common", "1.x", repository));
    try {
      refused(web, "depends on 'common'", saying);
    } finally {
      FileTrees.delete(elsewhere);
    }
  }

  @Test
  void areLibrariesUnlessTheyLieInTheChart() throws IOException {
    Path neighbour = chart("bob/web", "1.0.0");
    Path alice = chart("alice/web", "1.0.0", on("web", "*", "file://../../bob/web"));
    refused(alice, "not a library", "type: library");

    FileTrees.copy(neighbour, alice.resolve("parts/web"));
    Files.writeString(
        alice.resolve("Chart.yaml"),
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [%s]\n"
            .formatted(on("web", "*", "file://parts/web")));
    assertThat(admitted(alice).folder().resolve("charts/web/Chart.yaml")).exists();
  }

  @Test
  void lieInTheFolderThatTheChartLiesIn() throws IOException {
    chart("common", "1.0.0");
    Path web = chart("alice/web", "1.0.0", on("common", "*", "file://../../common"));

    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> ChartGuard.admit(web, Optional.empty()))
        .withMessageContaining("points outside " + folder.resolve("alice"));
    assertThat(ChartGuard.admit(web, Optional.of(folder)).name()).isEqualTo("web");
  }

  @Test
  void haveTheVersionThatIsAskedFor() throws IOException {
    chart("common", "2.0.0");
    refused(
        chart("web", "1.0.0", on("common", "^1.0.0", "file://../common")),
        "version ^1.0.0 is required, but charts/ contains 2.0.0");
    refused(
        chart("web", "1.0.0", on("common", "latest", "file://../common")),
        "'latest' is not a version range");
  }

  @Test
  void doNotGoInCircles() throws IOException {
    chart("common", "1.0.0", on("common", "*", "file://../common"));
    refused(
        chart("web", "1.0.0", on("common", "*", "file://../common")), "more than 5 deep", "circle");
  }

  @Test
  void areHeldToTheRulesOfTheChart() throws IOException {
    Path common = chart("common", "1.0.0");
    Files.createSymbolicLink(common.resolve("secret"), Path.of("/etc/passwd"));
    refused(
        chart("web", "1.0.0", on("common", "*", "file://../common")),
        "secret in the chart " + common,
        "points outside");
  }

  @Test
  @ResourceLock("helm")
  void lieInTheArchiveOfAPackedChart() throws Exception {
    chart("common", "1.0.0");
    Path web = chart("web", "1.0.0");
    new Helm(web).packageIt().withDestination(folder).call();
    Path archive = folder.resolve("web-1.0.0.tgz");
    assertThat(admitted(archive).name()).isEqualTo("web");

    Files.delete(archive);
    chart("web", "1.0.0", on("common", "*", "file://../common"));
    assertThat(pack(web, archive)).isZero();
    refused(archive, "not in charts/ of this archive", "helm dependency update");
  }

  private static int pack(Path chart, Path archive) throws Exception {
    return new ProcessBuilder(
            "tar", "czf", archive.toString(), "-C", chart.resolve("..").toString(), "web")
        .start()
        .waitFor();
  }
}
