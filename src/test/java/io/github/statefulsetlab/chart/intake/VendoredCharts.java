package io.github.statefulsetlab.chart.intake;

import io.github.statefulsetlab.chart.ChartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The charts in a chart's {@code charts} folder, and in theirs. Helm unpacks those that are packed
 * by itself; they are unpacked here instead, so that all of them are held to the same rules.
 */
final class VendoredCharts {

  private static final String ARCHIVE = ".tgz";
  private static final int DEEPEST = 5;

  private final ChartLimits allowance;

  VendoredCharts(ChartLimits allowance) {
    this.allowance = allowance;
  }

  /**
   * Puts a folder in the place of each that is packed.
   *
   * @param copy a chart's folder that nobody else writes to
   * @param name what messages call it
   * @throws ChartException if one is refused, or they lie too deep in each other
   */
  void unpackIn(Path copy, String name) throws IOException {
    unpackIn(copy, name, 1);
  }

  private void unpackIn(Path chart, String name, int depth) throws IOException {
    for (Path vendored : in(chart)) {
      String inside = "%s/charts/%s".formatted(name, vendored.getFileName());
      if (depth > DEEPEST) {
        throw new ChartException(
            "%s nests subcharts more than %d levels deep. Put the charts that are used into charts/ of the outermost one."
                .formatted(inside, DEEPEST));
      }
      if (Files.isDirectory(vendored)) {
        unpackIn(vendored, inside, depth + 1);
      } else if (inside.endsWith(ARCHIVE)) {
        unpackIn(unpacked(vendored, inside), inside, depth + 1);
      }
    }
  }

  private Path unpacked(Path archive, String name) throws IOException {
    String file = String.valueOf(archive.getFileName());
    Path folder = archive.resolveSibling(file.substring(0, file.length() - ARCHIVE.length()));
    new ChartArchive(archive, name, allowance).unpackTo(folder);
    Files.delete(archive);
    return folder;
  }

  /** What Helm looks at in a chart's {@code charts} folder, in the order of the names. */
  static List<Path> in(Path chart) throws IOException {
    Path charts = chart.resolve("charts");
    if (!Files.isDirectory(charts)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(charts)) {
      return all.filter(file -> !String.valueOf(file.getFileName()).matches("[._].*"))
          .sorted()
          .toList();
    }
  }
}
