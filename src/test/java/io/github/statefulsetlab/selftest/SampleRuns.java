package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
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
        Submission.of("shop", new Chart(Path.of("shop"), Path.of("shop"), "shop", "1.0.0", ""))
            .build();
    return BehaviourResult.of(id, submission).failure(failure).hint(hint).patches(patches).build();
  }
}
