package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.AskedSource;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.StudentCharts;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.SubmissionCatalog;
import io.github.statefulsetlab.submission.UsageException;
import java.util.List;
import java.util.stream.Stream;

/** The submissions that settings ask for, before and after Helm has been asked for them. */
record SelectedSubmissions(Settings settings, List<Submission> selected) {

  /**
   * Without Helm.
   *
   * @throws UsageException if there is no such chart or profile
   */
  static SelectedSubmissions of(Settings settings) {
    return new SelectedSubmissions(settings, SubmissionCatalog.selected(settings));
  }

  /**
   * One for each StatefulSet of a chart, and those of further charts, each with what is asked for
   * besides.
   *
   * @throws UsageException if there is no such further chart, or nobody asks for one
   */
  List<Submission> oneForEachSet(ClusterSession session) {
    Asked asked = AskedSource.ofAll(Submission.MAIN);
    return Stream.concat(
            selected.stream()
                .map(submission -> submission.asking(asked))
                .flatMap(submission -> setsOf(submission, session)),
            SubmissionCatalog.further(settings).stream()
                .flatMap(further -> rendered(further, session).limit(1)))
        .toList();
  }

  /** The first alone. */
  Submission first(ClusterSession session) {
    Submission first = selected.get(0);
    return setsOf(first, session).findFirst().orElse(first);
  }

  private Stream<Submission> setsOf(Submission submission, ClusterSession session) {
    return settings.chart().isEmpty() ? Stream.of(submission) : rendered(submission, session);
  }

  private static Stream<Submission> rendered(Submission submission, ClusterSession session) {
    return StudentCharts.oneForEachSet(submission, session.helm(), session.versionToRenderFor());
  }
}
