package io.github.statefulsetlab.run;

import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.submission.NotGradableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.TestAbortedException;

/** Tells a fault of the cluster or the harness from what a submission did. */
public final class GraderFault {

  private GraderFault() {}

  /**
   * Whether what a behaviour threw says nothing about the submission. Whatever is neither an
   * assertion nor known to be the submission's doing does not, so that no bug of ours costs a
   * point.
   */
  public static boolean is(Throwable failure) {
    return !(failure instanceof AssertionError
        || failure instanceof TestAbortedException
        || failure instanceof NotGradableException
        || isTimeout(failure));
  }

  /**
   * Whether the process is sound after it: a stack that was too deep and memory that was not there
   * are given back when it is caught, and a submission can bring about both.
   */
  static boolean isSurvivable(Throwable failure) {
    return failure instanceof Exception
        || failure instanceof AssertionError
        || failure instanceof StackOverflowError
        || failure instanceof OutOfMemoryError;
  }

  /** Where it was met, for whoever mends it. */
  public static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Whether something that had to happen did not happen in time. */
  public static boolean isTimeout(Throwable failure) {
    return failure instanceof NotReadyException
        || failure instanceof TimeoutException
        || failure instanceof ConditionTimeoutException;
  }
}
