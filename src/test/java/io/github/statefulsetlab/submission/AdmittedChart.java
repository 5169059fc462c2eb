package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.intake.ChartGuard;
import java.nio.file.Path;
import java.util.Optional;

/** Reading a chart that somebody named. */
final class AdmittedChart {

  private AdmittedChart() {}

  /**
   * The chart in this folder or archive.
   *
   * @throws UsageException if there is none, or it holds what no chart may bring
   */
  static Chart read(Path given) {
    try {
      return ChartGuard.admit(
          given, Optional.ofNullable(System.getProperty("lab.root")).map(Path::of));
    } catch (ChartException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
