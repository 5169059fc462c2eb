package io.github.statefulsetlab.grading.format;

/** A grade can't be written as it was asked for; the message says what to do about it. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  FormatException(String message) {
    super(message);
  }
}
