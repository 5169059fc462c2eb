package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.DependencyFailed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the suite on one submission.
 *
 * @param observations by criterion
 * @param noted what the grade tells about the submission as a whole
 * @param duration from the start of the run to its end
 */
record SuiteRun(Map<String, BehaviourResult> observations, Set<String> noted, Duration duration) {

  private static final Map<String, Criterion> CRITERIA = Criterion.all();

  Verdict verdict(String id) {
    return Verdict.of(observation(id).failure());
  }

  /** What a student is told to change. */
  String hint(String id) {
    Criterion criterion = CRITERIA.get(id);
    if (criterion == null) {
      throw new IllegalStateException("criteria/*.yaml has no criterion " + id + ".");
    }
    return criterion.hintFor(observation(id));
  }

  /** Whether it failed, and is skipped since it depends on another criterion that failed. */
  boolean isBrokenThrough(String id) {
    return observation(id).failure().filter(DependencyFailed.class::isInstance).isPresent();
  }

  /** What was seen where it was not kept, skipped for another or not; empty if it was kept. */
  String seen(String id) {
    return observation(id)
        .failure()
        .map(failed -> failed instanceof DependencyFailed ? failed.getCause() : failed)
        .map(Throwable::getMessage)
        .orElse("");
  }

  /** What was seen, in one line per criterion, for whoever has to find out why. */
  String story(String id) {
    return "%s %s%s%n  hint: %s"
        .formatted(
            verdict(id),
            id,
            observation(id).message().map(said -> ": " + said).orElse(""),
            hint(id));
  }

  /** What the harness has changed in the chart, as the grade tells it. */
  Set<String> notes() {
    return Stream.concat(
            noted.stream(),
            observations.values().stream().flatMap(observation -> observation.patches().stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private BehaviourResult observation(String id) {
    return Optional.ofNullable(observations.get(id))
        .orElseThrow(() -> new AssertionError(id + " was not checked."));
  }
}
