package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Verdict;

/** What became of a row, as far as formats treat it differently. */
enum RowState {
  /** All of what it asks for was seen, or a person gave all its points. */
  PASSED,
  /** The promise was broken, or only a part of it was kept. */
  FAILED,
  /** What had to happen first did not happen in time. */
  TIMED_OUT,
  /** It depends on a promise that was broken. */
  BLOCKED,
  /** Nothing asks for it: it can neither earn nor cost points. */
  NOT_ASKED,
  /** The submission could not be judged. */
  NOT_GRADABLE,
  /** The grader failed: nothing is known about the submission. */
  FAULT,
  /** A person gives these points and has not yet done so. */
  OPEN;

  static RowState of(ItemGrade item) {
    if (item.outcome() == Outcome.FOR_A_PERSON) {
      return OPEN;
    }
    if (item.outcome() == Outcome.UNGRADED) {
      return FAULT;
    }
    if (item.isFull()) {
      return item.maxPoints().isZero() ? NOT_ASKED : PASSED;
    }
    return item.verdict() == null ? FAILED : lost(item.verdict());
  }

  private static RowState lost(Verdict verdict) {
    return switch (verdict) {
      case TIMEOUT -> TIMED_OUT;
      case SKIPPED -> BLOCKED;
      case NOT_GRADABLE -> NOT_GRADABLE;
      default -> FAILED;
    };
  }

  /** The state of a criterion that no rubric has. */
  static RowState of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> PASSED;
      case FAIL -> FAILED;
      case TIMEOUT -> TIMED_OUT;
      case SKIPPED -> NOT_ASKED;
      case NOT_GRADABLE -> NOT_GRADABLE;
      case INFRA_ERROR -> FAULT;
    };
  }

  /** Whether the row's points are part of a grade. */
  boolean counts() {
    return this != NOT_ASKED && this != FAULT && this != OPEN;
  }

  boolean isFailure() {
    return counts() && this != PASSED;
  }
}
