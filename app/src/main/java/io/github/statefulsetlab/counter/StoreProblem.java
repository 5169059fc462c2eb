package io.github.statefulsetlab.counter;

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
}
