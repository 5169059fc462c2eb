package io.github.statefulsetlab.chart.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A small chart in a folder of a test, and what the guard makes of it. */
record GivenChart(Path folder, Path web) {

  static final String YAML = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

  static GivenChart in(Path folder) throws IOException {
    Path web = Files.createDirectories(folder.resolve("given").resolve("web"));
    Files.writeString(web.resolve("Chart.yaml"), YAML);
    Files.writeString(web.resolve("values.yaml"), "a: 1\n");
    Files.createDirectory(web.resolve("templates"));
    Files.writeString(web.resolve("templates").resolve("it.yaml"), "kind: ConfigMap\n");
    return new GivenChart(folder, web);
  }

  Chart admitted(Path given) throws IOException {
    return ChartGuard.admit(
        given,
        Objects.requireNonNull(given.toAbsolutePath().getParent()),
        Files.createTempDirectory(folder, "private-"));
  }

  void assertRefused(Path given, String... saying) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> admitted(given))
        .withMessageContainingAll(saying)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("private-"));
  }

  static List<String> files(Chart chart) throws IOException {
    try (Stream<Path> files = Files.walk(chart.folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> chart.folder().relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
