package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The charts that lie packed in a chart's {@code charts} folder, and in theirs. Helm unpacks them
 * by itself; they are unpacked here to be held to the same rules as any chart.
 */
final class PackedCharts {

  private static final String ARCHIVE = ".tgz";
  private static final int DEEPEST = 5;

  private final Allowance allowance;
  private final Path scratch;
  private final Map<Path, Path> unpacked = new HashMap<>();

  /**
   * None yet.
   *
   * @param scratch a folder that can be made to unpack them in
   */
  PackedCharts(Allowance allowance, Path scratch) {
    this.allowance = allowance;
    this.scratch = scratch;
  }

  /**
   * Unpacks those in a folder.
   *
   * @param name what messages call the folder
   * @throws ChartException if one is refused
   */
  void unpackAllIn(Path folder, String name) throws IOException {
    unpackAllIn(folder, name, 1);
  }

  private void unpackAllIn(Path folder, String name, int depth) throws IOException {
    for (Path archive : archives(folder)) {
      String inside = name + "/" + folder.relativize(archive);
      if (depth > DEEPEST) {
        throw new ChartException(
            "%s is a chart in a chart more than %d deep. Put the charts that are used into charts/ of the outermost one."
                .formatted(inside, DEEPEST));
      }
      Path target = scratch.resolve(String.valueOf(unpacked.size()));
      unpacked.put(archive, target);
      new ChartArchive(archive, inside, allowance).unpackTo(target);
      unpackAllIn(target, inside, depth + 1);
    }
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> String.valueOf(file.getFileName()).endsWith(ARCHIVE))
          .filter(PackedCharts::isInCharts)
          .sorted()
          .toList();
    }
  }

  private static boolean isInCharts(Path file) {
    return Optional.ofNullable(file.getParent())
        .map(folder -> folder.endsWith("charts"))
        .orElse(false);
  }

  /**
   * The folder that holds a chart's files: what an archive was unpacked to, else the folder itself.
   */
  Path folder(Path chart) {
    return unpacked.getOrDefault(chart, chart);
  }
}
