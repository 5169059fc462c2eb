package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A chart on disk")
class ChartTest {

  @TempDir Path folder;

  private Path chart(String name, String yaml) throws IOException {
    Path chart = Files.createDirectories(folder.resolve(name));
    Files.writeString(chart.resolve("Chart.yaml"), yaml);
    return chart;
  }

  private static void refused(Path folder, String... saying) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Chart.read(folder))
        .withMessageContainingAll(saying);
  }

  @Test
  void isKnownByItsChartYaml() throws IOException {
    Chart chart = Chart.read(chart("web", "name: web\nversion: 1.2.3\nappVersion: \"2\"\n"));

    assertThat(chart.name()).isEqualTo("web");
    assertThat(chart.version()).isEqualTo("1.2.3");
    assertThat(chart.appVersion()).isEqualTo("2");
  }

  @Test
  void isRefusedWhereThereIsNone() throws IOException {
    chart("inner/web", "name: web\nversion: 1.0.0\n");

    refused(folder.resolve("nowhere"), "There is no chart at", "nowhere");
    refused(folder.resolve("inner"), "there is no Chart.yaml", "Did you mean", "inner/web");
    refused(Files.createDirectory(folder.resolve("empty")), "there is no Chart.yaml.");
  }

  @Test
  void areListedWhereAFolderHoldsSeveral() throws IOException {
    chart("both/python/helm/web", "name: web\nversion: 1.0.0\n");
    chart("both/go", "name: go\nversion: 1.0.0\n");
    chart("both/go/charts/cache", "name: cache\nversion: 1.0.0\n");

    refused(folder.resolve("both"), "It holds 2 charts; give one of them: go, python/helm/web.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Chart.yml | name: web | rename %s/Chart.yml to that",
        "k8s/chart.yaml | name: web | rename %s/k8s/chart.yaml to that",
        "k8s/kustomization.yaml | kind: Kustomization | kustomization.yaml is for Kustomize. Expected is a Helm chart",
        "docker-compose.yml | services: {} | is for Docker Compose",
        "compose.prod.yaml | services: {} | is for Docker Compose",
        "k8s/set.yaml | kind: StatefulSet | manifests outside of a chart (k8s/set.yaml). Put them into a folder templates",
        "values.yaml | replicas: 3 | there is no Chart.yaml.",
        ".git/Chart.yaml | name: web | there is no Chart.yaml.",
      })
  void isAskedForByWhatLiesThereInstead(String file, String content, String says)
      throws IOException {
    Path given = Files.createDirectory(folder.resolve("given"));
    Files.createDirectories(given.resolve(file).getParent());
    Files.writeString(given.resolve(file), content + "\n");

    refused(given, says.formatted(given));
  }

  @Test
  void isRefusedWithoutWhatHelmRequires() throws IOException {
    refused(chart("a", "version: 1.0.0\n"), "has no 'name'");
    refused(chart("b", "name: web\n"), "has no 'version'");
    refused(chart("c", "name: [web\n"), "Chart.yaml is not valid YAML: while parsing");
  }

  @Test
  void isDescribedInATextOfAFewKilobytes() throws IOException {
    Path chart = chart("web", "name: web\nversion: 1.0.0\n# " + "x".repeat(1 << 20));
    refused(chart, "Chart.yaml: it has", "bytes, and", "are the most");

    Files.writeString(chart.resolve("Chart.yaml"), "name: web", StandardCharsets.UTF_16);
    refused(chart, "Chart.yaml:1:1: this is not UTF-8. Save the file as \"UTF-8\".");
  }

  /** A sparse file of a terabyte takes no room, and no memory has room for it. */
  @Test
  void isNotLookedForInFilesThatNobodyCanRead() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("odd"));
    try (RandomAccessFile file = new RandomAccessFile(odd.resolve("a.yaml").toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    refused(odd, "there is no Chart.yaml.");
  }

  @Test
  void isNotMistakenForItself() throws IOException {
    Files.createDirectories(folder.resolve("odd").resolve("Chart.yaml"));

    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Chart.read(folder.resolve("odd")))
        .withMessageEndingWith("there is no Chart.yaml.");
  }

  @Test
  void hasADigestOfItsFilesNamesAndContents() throws IOException {
    String yaml = "name: web\nversion: 1.0.0\n";
    String digest = Chart.read(chart("one", yaml)).digest();
    assertThat(digest).hasSize(64);
    assertThat(Chart.read(chart("two", yaml)).digest()).isEqualTo(digest);

    Files.writeString(folder.resolve("one").resolve("values.yaml"), "a: 1\n");
    String withValues = Chart.read(folder.resolve("one")).digest();
    assertThat(withValues).isNotEqualTo(digest);

    Files.writeString(folder.resolve("two").resolve("other.yaml"), "a: 1\n");
    assertThat(Chart.read(folder.resolve("two")).digest()).isNotEqualTo(withValues);
  }

  /** A student could hand in another chart than the digest in the grade says. */
  @Test
  void hasAnotherDigestWhereOneFileHoldsWhatTwoDo() throws IOException {
    String yaml = "name: web\nversion: 1.0.0\n";
    Path two = chart("two-files", yaml);
    Files.writeString(two.resolve("a"), "1");
    Files.writeString(two.resolve("b"), "2");
    Path one = chart("one-file", yaml);
    Files.writeString(one.resolve("a"), "1b\0002");

    assertThat(Chart.read(one).digest()).isNotEqualTo(Chart.read(two).digest());
  }

  @Test
  void namesTheValuesFilesThatItBrings() throws IOException {
    Path web = chart("web", "name: web\nversion: 1.0.0\n");
    Files.createDirectory(web.resolve("ci"));
    for (String name :
        List.of(
            "values.yaml",
            "values-dev.yaml",
            "values-test.yaml",
            "values.prod.yml",
            "ci/x-values.yaml",
            "v.yaml")) {
      Files.writeString(web.resolve(name), "");
    }
    Values used =
        new Values(List.of(Path.of("x/../given/values-test.yaml").toAbsolutePath()), List.of());
    Chart chart = new Chart(web, Path.of("given"), "web", "1.0.0", "");

    assertThat(chart.explained(new ChartException("No /it in " + web + "/x."), used))
        .hasMessage(
            "No /it in given/x.%nThe chart brings values files that were not used: --values given/ci/x-values.yaml, --values given/values-dev.yaml, --values given/values.prod.yml"
                .formatted());
    assertThat(Chart.read(chart("plain", "name: web\nversion: 1.0.0\n")))
        .satisfies(
            plain ->
                assertThat(plain.explained(new ChartException("No."), used)).hasMessage("No."));
  }
}
