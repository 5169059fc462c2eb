package io.github.statefulsetlab.chart.policy;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Patch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Definitions of kinds in the {@code crds} folder of a chart, or of a chart inside it. They would
 * change the whole cluster. What is installed holds none of them, since it is made of what the
 * templates render to; it is only said.
 *
 * @see <a href="https://helm.sh/docs/chart_best_practices/custom_resource_definitions/">Custom
 *     Resource Definitions</a>
 */
public final class CustomKinds {

  private CustomKinds() {}

  /** What the grade tells of them; empty where there are none. */
  public static Optional<Patch> leftOut(Chart chart) {
    List<String> files = files(chart);
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Patch(
                "left out, because a lab is limited to one namespace: " + String.join(", ", files),
                objects -> objects));
  }

  private static List<String> files(Chart chart) {
    try (Stream<Path> files = Files.walk(chart.folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(chart.folder()::relativize)
          .filter(file -> file.getNameCount() > 1)
          .filter(CustomKinds::isDefinition)
          .map(Path::toString)
          .sorted()
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list the chart " + chart.folder() + ".", e);
    }
  }

  /** {@code crds/…} and {@code charts/<chart>/crds/…}, however deep. */
  private static boolean isDefinition(Path file) {
    Path rest = file;
    while (rest.getNameCount() > 3 && rest.startsWith("charts")) {
      rest = rest.subpath(2, rest.getNameCount());
    }
    return rest.startsWith("crds");
  }
}
