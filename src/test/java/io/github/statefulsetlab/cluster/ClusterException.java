package io.github.statefulsetlab.cluster;

import java.io.Serial;

/** The cluster or the Docker engine failed us; the message says what to do about it. */
public final class ClusterException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public ClusterException(String message) {
    super(message);
  }

  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
