package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.NotGradableException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Where a submission's own bytes are looked at: what they make the harness throw there is their
 * doing, and so a verdict about the submission. What a cluster or an engine fails with is not.
 */
final class SubmissionBytes {

  private SubmissionBytes() {}

  /**
   * What comes of looking at them.
   *
   * @param what the bytes, as the subject of a sentence
   * @throws NotGradableException if no harness could make sense of them
   */
  static <T> T read(String what, Supplier<T> look) {
    try {
      return look.get();
    } catch (NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ArithmeticException
        | DateTimeException
        | NoSuchElementException
        | UnsupportedOperationException
        | StackOverflowError e) {
      throw new NotGradableException(
          "%s could not be understood: %s. Please report it, with the chart.".formatted(what, e),
          e);
    }
  }
}
