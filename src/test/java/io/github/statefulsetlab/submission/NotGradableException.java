package io.github.statefulsetlab.submission;

import java.io.Serial;

/** The submission can't be judged: it does not render, does not install or holds no StatefulSet. */
public class NotGradableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public NotGradableException(String message) {
    super(message);
  }

  public NotGradableException(String message, Throwable cause) {
    super(message, cause);
  }
}
