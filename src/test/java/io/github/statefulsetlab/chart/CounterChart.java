package io.github.statefulsetlab.chart;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The bundled chart, rendered without a cluster, in namespace {@code course}.
 *
 * <p>Helm swaps the process's standard output: tests hold the resource lock {@code helm}.
 *
 * @param source the chart
 * @param scratch an empty folder
 */
record CounterChart(Path source, Path scratch) {

  static final Path FOLDER = Path.of("charts", "counter");

  private static final String KUBERNETES = "1.36.1";

  static CounterChart in(Path scratch) {
    return new CounterChart(FOLDER, scratch);
  }

  Helm helm() {
    return new Helm(source);
  }

  RenderedChart render(String values) {
    return render("lab", values);
  }

  RenderedChart render(String release, String values) {
    return renderFile(release, file(values));
  }

  RenderedChart renderProfile(String release, String profile) {
    return renderFile(release, source.resolve("ci").resolve(profile + "-values.yaml"));
  }

  private RenderedChart renderFile(String release, Path values) {
    return RenderedChart.parse(
        helm()
            .template()
            .withName(release)
            .withNamespace("course")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values)
            .call());
  }

  /** What Helm prints after the install of release {@code lab}. */
  String notes(String values) {
    return helm()
        .install()
        .clientOnly()
        .dryRun()
        .withName("lab")
        .withNamespace("course")
        .withKubeVersion(KUBERNETES)
        .withValuesFile(file(values))
        .debug()
        .call()
        .getOutput()
        .split("NOTES:", 2)[1];
  }

  /** A copy of the chart with one file changed. */
  CounterChart changed(String name, UnaryOperator<String> change) {
    Path copy = scratch.resolve("copy");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(source.relativize(file).toString()));
      }
      Path changed = copy.resolve(name);
      Files.writeString(changed, change.apply(Files.readString(changed)));
      return new CounterChart(copy, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String values) {
    try {
      return Files.writeString(scratch.resolve("values.yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
