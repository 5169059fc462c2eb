package io.github.statefulsetlab.report.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The behaviours that decided when a run ended: the last one, the one that it had to wait for
 * before it could begin, and so on. What a behaviour waited for is not recorded. It is taken to be
 * the one that ended when it began: that is when a place for a lab, or the turn to count, is passed
 * on.
 */
final class CriticalPath {

  /** How far the end of one behaviour and the begin of the next may lie apart. */
  private static final Duration PASSED_ON_WITHIN = Duration.ofMillis(250);

  private CriticalPath() {}

  /** A behaviour on a submission. */
  record Step(String name, Instant begun, Instant ended) {

    Duration duration() {
      return Duration.between(begun, ended);
    }

    private Duration between(Step next) {
      return Duration.between(ended, next.begun).abs();
    }
  }

  /** The chain in the order of time; empty where nothing was checked. */
  static List<Step> through(List<Step> steps) {
    Deque<Step> path = new ArrayDeque<>();
    Optional<Step> step = steps.stream().max(Comparator.comparing(Step::ended));
    while (step.isPresent()) {
      path.addFirst(step.get());
      step = before(step.get(), steps);
    }
    return List.copyOf(path);
  }

  private static Optional<Step> before(Step step, List<Step> steps) {
    return steps.stream()
        .filter(earlier -> earlier.begun.isBefore(step.begun))
        .filter(earlier -> earlier.between(step).compareTo(PASSED_ON_WITHIN) <= 0)
        .max(Comparator.comparing(Step::ended));
  }
}
