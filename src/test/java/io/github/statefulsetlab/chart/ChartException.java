package io.github.statefulsetlab.chart;

import java.io.Serial;

/** The chart can't be read, rendered or installed; the message names the file and the remedy. */
public final class ChartException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public ChartException(String message) {
    super(message);
  }

  public ChartException(String message, Throwable cause) {
    super(message, cause);
  }
}
