package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Made-up runs and observations for the tests of this package. */
public final class Observations {

  private static final Chart CHART = Chart.read(Path.of("charts", "counter"));

  private Observations() {}

  public static Submission submission(String id) {
    return Submission.of(id, CHART).app(AppDescription.COUNTER).build();
  }

  /** A further chart, of which all is asked that the tests check. */
  public static Submission further(String role, String id) {
    return submission(id).with().role(role).build();
  }

  public static BehaviourResult passed(String id, Submission submission) {
    return observation(id, submission, Optional.empty(), Optional.empty(), List.of());
  }

  public static BehaviourResult failed(String id, Submission submission, Throwable failure) {
    return observation(id, submission, Optional.of(failure), Optional.empty(), List.of());
  }

  public static BehaviourResult failed(
      String id, Submission submission, Throwable failure, String hint) {
    return observation(id, submission, Optional.of(failure), Optional.of(hint), List.of());
  }

  public static BehaviourResult seen(String id, Submission submission, Evidence.Item... evidence) {
    return observation(id, submission, Optional.empty(), Optional.empty(), List.of(evidence));
  }

  private static BehaviourResult observation(
      String id,
      Submission submission,
      Optional<Throwable> failure,
      Optional<String> hint,
      List<Evidence.Item> evidence) {
    return BehaviourResult.of(id, submission)
        .duration(Duration.ofMillis(1500))
        .failure(failure)
        .hint(hint)
        .evidence(evidence)
        .patches(List.of("readinessProbe replaced"))
        .build();
  }

  public static Settings settings(Path reports) {
    return settings(reports, Optional.empty());
  }

  public static Settings settings(Path reports, Path chart) {
    return settings(reports, Optional.of(chart));
  }

  private static Settings settings(Path reports, Optional<Path> chart) {
    return Settings.builder().chart(chart).reports(reports).version("1.2.3").seed(42).build();
  }
}
