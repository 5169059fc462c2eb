package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.lab.context.Findings;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of the suite on a submission, as tests of the self-test's own assertions make it up.
 */
final class SampleRuns {

  private SampleRuns() {}

  static SuiteRun run(BehaviourResult... seen) {
    return new SuiteRun(
        List.of(seen).stream().collect(Collectors.toMap(BehaviourResult::id, o -> o)),
        Set.of(),
        Duration.ZERO);
  }

  static BehaviourResult seen(String id) {
    return seen(id, Optional.empty(), Optional.empty(), List.of());
  }

  static BehaviourResult seen(String id, Throwable failure) {
    return seen(id, Optional.of(failure), Optional.empty(), List.of());
  }

  static BehaviourResult seen(String id, Throwable failure, String hint, String patch) {
    return seen(id, Optional.of(failure), Optional.of(hint), List.of(patch));
  }

  private static BehaviourResult seen(
      String id, Optional<Throwable> failure, Optional<String> hint, List<String> patches) {
    Submission submission =
        new Submission(
            "shop",
            new Chart(Path.of("shop"), Path.of("shop"), "shop", "1.0.0", ""),
            Values.NONE,
            AppDescription.NONE,
            "shop",
            Optional.empty(),
            List.of(),
            false);
    return new BehaviourResult(
        id,
        submission,
        Instant.EPOCH,
        Duration.ZERO,
        failure,
        hint,
        List.of(),
        List.of(),
        Findings.NONE,
        patches);
  }
}
