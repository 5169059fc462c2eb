package io.github.statefulsetlab.counter;

import java.util.concurrent.CompletionException;

/**
 * Why a visit can't be counted: one sentence on which file or folder, one on what to do about it.
 */
final class StoreProblem extends Exception {

  private static final long serialVersionUID = 1L;

  StoreProblem(String message) {
    super(message);
  }

  StoreProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /** What to tell a client about the failure of a future. */
  static String in(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
