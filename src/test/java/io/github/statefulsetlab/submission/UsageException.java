package io.github.statefulsetlab.submission;

import java.io.Serial;

/** The user asked for something that can't be done; the message names it and the remedy. */
public final class UsageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
