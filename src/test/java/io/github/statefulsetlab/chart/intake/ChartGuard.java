package io.github.statefulsetlab.chart.intake;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets charts in that nobody here wrote: what is graded is a private copy of files that were
 * checked, and that goes away with this process.
 *
 * <p>Refused are links that lead out, pipes and devices, archives that write elsewhere or unpack to
 * too much, and more files than any chart needs ({@link ChartLimits}). Charts packed inside the
 * chart ({@link VendoredCharts}) and libraries beside it ({@link Dependencies}) are held to the
 * same rules. What templates do is Helm's process's to limit.
 */
public final class ChartGuard {

  private ChartGuard() {}

  /**
   * Copies and checks a chart.
   *
   * @param given a chart's folder, or a {@code .tgz}
   * @param root the folder that libraries beside the chart are taken from; empty for the one that
   *     the chart lies in
   * @throws ChartException if it is refused, naming the file inside the chart and the remedy
   */
  public static Chart admit(Path given, Optional<Path> root) {
    return admit(
        given,
        root.orElseGet(() -> parent(given)),
        FileTrees.temporary("statefulset-lab-admitted-"));
  }

  private static Path parent(Path given) {
    Path absolute = given.toAbsolutePath().normalize();
    return Optional.ofNullable(absolute.getParent()).orElse(absolute);
  }

  /**
   * As {@link #admit(Path, Optional)}.
   *
   * @param into an empty folder for the copy
   */
  static Chart admit(Path given, Path root, Path into) {
    boolean isFolder = Files.isDirectory(given);
    if (!Files.exists(given) || (isFolder && !Files.isRegularFile(given.resolve("Chart.yaml")))) {
      return Chart.read(given);
    }
    ChartLimits allowance = new ChartLimits(given);
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
      Chart chart = Chart.read(copy, given);
      new VendoredCharts(allowance).unpackIn(copy, given.toString());
      new Dependencies(given, root, allowance)
          .bringTo(copy, isFolder ? Optional.of(given.toAbsolutePath()) : Optional.empty());
      SchemaReferences.check(copy, given);
      return chart;
    } catch (IOException e) {
      throw new ChartException("The chart %s can't be read: %s".formatted(given, e), e);
    }
  }
}
