package io.github.statefulsetlab.lab;

import java.nio.file.Path;
import java.util.List;

/** Charts that nobody here wrote, as {@code ./lab grade} takes them. */
public final class StudentCharts {

  private StudentCharts() {}

  /**
   * What is to be graded of a chart that is handed in with these values files.
   *
   * @throws UsageException if there is no such chart, or its {@code lab.yaml} can't be used
   */
  public static List<Submission> handedIn(Path chart, List<Path> values) {
    Submission submission = Profiles.of(chart);
    return List.of(
        new Submission(
            submission.id(),
            submission.chart(),
            values,
            submission.app(),
            submission.release(),
            submission.expectedPolicy(),
            submission.patches(),
            submission.replaysPlainService()));
  }
}
