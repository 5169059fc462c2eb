package io.github.statefulsetlab.installation;

import java.io.Serial;

/** The pods did not become ready in time; the message shows them and the last events. */
public final class NotReadyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public NotReadyException(String message) {
    super(message);
  }

  public NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
