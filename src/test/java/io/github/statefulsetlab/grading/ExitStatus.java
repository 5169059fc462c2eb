package io.github.statefulsetlab.grading;

import java.util.Collection;

/** The exit status of {@code ./lab grade}. */
final class ExitStatus {

  static final int GRADED = 0;
  static final int NOTHING_GRADABLE = 2;
  static final int GRADER_FAULT = 3;

  private ExitStatus() {}

  /** A fault of ours outweighs everything; a grade of anything outweighs what can't be graded. */
  static int of(Collection<Verdict> verdicts, boolean complete) {
    if (!complete || verdicts.contains(Verdict.INFRA_ERROR)) {
      return GRADER_FAULT;
    }
    boolean nothing =
        verdicts.stream().allMatch(v -> v == Verdict.NOT_GRADABLE || v == Verdict.SKIPPED);
    return nothing ? NOTHING_GRADABLE : GRADED;
  }
}
