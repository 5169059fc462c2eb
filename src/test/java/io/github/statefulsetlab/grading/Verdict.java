package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.run.GraderFault;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What came of a criterion. */
public enum Verdict {
  /** The promise was seen to be kept. */
  PASS,
  /** The promise was seen to be broken. */
  FAIL,
  /** The submission can't be judged: it does not render, does not install, has no StatefulSet. */
  NOT_GRADABLE,
  /** The cluster or the harness failed; says nothing about the submission. */
  INFRA_ERROR,
  /** What had to happen first did not happen in time. */
  TIMEOUT,
  /** Not asked for, or it depends on something that is not there; the reason says what. */
  SKIPPED;

  /**
   * Tells the verdicts apart by what a behaviour threw.
   *
   * @see GraderFault
   */
  public static Verdict of(Optional<Throwable> failure) {
    return failure.map(Verdict::of).orElse(PASS);
  }

  private static Verdict of(Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return SKIPPED;
    }
    if (failure instanceof AssertionError) {
      return FAIL;
    }
    if (failure instanceof NotGradableException) {
      return NOT_GRADABLE;
    }
    return GraderFault.isTimeout(failure) ? TIMEOUT : INFRA_ERROR;
  }
}
