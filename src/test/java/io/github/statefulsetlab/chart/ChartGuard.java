package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets charts in that nobody here wrote: what is graded is a private copy of files that were
 * checked, and that goes away with this process.
 *
 * <p>Refused are links that lead out, pipes and devices, archives that write elsewhere or unpack to
 * too much, and more files than any chart needs ({@link Allowance}). Charts packed inside the chart
 * are held to the same rules. What templates do is {@link HelmProcess}'s to limit.
 */
public final class ChartGuard {

  private static final String ARCHIVE = ".tgz";
  private static final int DEEPEST = 5;

  private final Allowance allowance;
  private final Path vendored;
  private int archives;

  private ChartGuard(Allowance allowance, Path vendored) {
    this.allowance = allowance;
    this.vendored = vendored;
  }

  /**
   * Copies and checks a chart.
   *
   * @param given a chart's folder, or a {@code .tgz}
   * @throws ChartException if it is refused, naming the file inside the chart and the remedy
   */
  public static Chart admit(Path given) {
    return admit(given, FileTrees.temporary("statefulset-lab-admitted-"));
  }

  /**
   * As {@link #admit(Path)}.
   *
   * @param into an empty folder for the copy
   */
  static Chart admit(Path given, Path into) {
    boolean isFolder = Files.isDirectory(given);
    if (!Files.exists(given) || (isFolder && !Files.isRegularFile(given.resolve("Chart.yaml")))) {
      return Chart.read(given);
    }
    Allowance allowance = new Allowance(given);
    Path copy = into.resolve("chart");
    try {
      if (isFolder) {
        new ChartFolder(given, allowance).copyTo(copy);
      } else if (Files.isRegularFile(given) && ChartArchive.isGzip(given)) {
        new ChartArchive(given, given.toString(), allowance).unpackTo(copy);
      } else {
        throw new ChartException(
            "%s is neither a chart's folder nor a .tgz. Give the folder that holds Chart.yaml, or what helm package made of it."
                .formatted(given));
      }
      new ChartGuard(allowance, into.resolve("vendored")).check(copy, given.toString(), 1);
    } catch (IOException e) {
      throw new ChartException("The chart %s can't be read: %s".formatted(given, e), e);
    }
    return Chart.read(copy, given);
  }

  /** Checks the archives in {@code charts} folders, and those inside them. */
  private void check(Path folder, String name, int depth) throws IOException {
    for (Path archive : archives(folder)) {
      String inside = name + "/" + folder.relativize(archive);
      if (depth > DEEPEST) {
        throw new ChartException(
            "%s is a chart in a chart more than %d deep. Put the charts that are used into charts/ of the outermost one."
                .formatted(inside, DEEPEST));
      }
      Path unpacked = vendored.resolve(String.valueOf(archives++));
      new ChartArchive(archive, inside, allowance).unpackTo(unpacked);
      check(unpacked, inside, depth + 1);
    }
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> String.valueOf(file.getFileName()).endsWith(ARCHIVE))
          .filter(ChartGuard::isInCharts)
          .sorted()
          .toList();
    }
  }

  private static boolean isInCharts(Path file) {
    return Optional.ofNullable(file.getParent())
        .map(folder -> folder.endsWith("charts"))
        .orElse(false);
  }
}
