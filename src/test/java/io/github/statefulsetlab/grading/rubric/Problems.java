package io.github.statefulsetlab.grading.rubric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a file, so that all of it is told at once. */
final class Problems {

  /** As many are told at once. */
  private static final int MANY = 30;

  private final List<String> found = new ArrayList<>();

  /** What the reading gives; empty if it was refused, which is remembered. */
  <T> Optional<T> collect(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RubricException e) {
      found.addAll(e.problems());
      return Optional.empty();
    }
  }

  void collect(Runnable check) {
    collect(
        () -> {
          check.run();
          return true;
        });
  }

  int number() {
    return found.size();
  }

  /**
   * Ends the reading.
   *
   * @throws RubricException if anything was refused
   */
  void raise() {
    if (found.size() > MANY) {
      int others = found.size() - MANY;
      found.subList(MANY, found.size()).clear();
      found.add("… and %d more. Correct these first.".formatted(others));
    }
    if (!found.isEmpty()) {
      throw new RubricException(found);
    }
  }
}
