package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How a verdict looks on a page: by a shape and a word, and only then by a colour.
 *
 * @param name the name of its style in the templates
 */
record Look(String name, String sign, String word) {

  static Look of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> new Look("kept", "✓", "kept");
      case FAIL -> new Look("broken", "✗", "broken");
      case NOT_GRADABLE -> new Look("broken", "✗", "could not be judged");
      case TIMEOUT -> new Look("broken", "✗", "not in time");
      case SKIPPED -> new Look("open", "–", "not checked");
      case INFRA_ERROR -> new Look("fault", "!", "grader fault");
    };
  }

  /** How a row of a rubric looks, which may be a person's to judge, or kept in part. */
  static Look of(@Nullable Verdict verdict, Outcome outcome, boolean isFull, boolean isNothing) {
    if (outcome == Outcome.FOR_A_PERSON) {
      return new Look("open", "…", "for a person");
    }
    if (outcome == Outcome.UNGRADED) {
      return new Look("fault", "!", "not graded");
    }
    if (verdict == Verdict.SKIPPED && !isFull) {
      return of(Verdict.SKIPPED);
    }
    return isFull
        ? of(Verdict.PASS)
        : isNothing ? of(Verdict.FAIL) : new Look("broken", "✗", "in part");
  }
}
