package io.github.statefulsetlab.cluster.image;

/**
 * An image that can't be built on this machine. The message says what is missing and how to get it.
 */
public class ImageBuildException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ImageBuildException(String message) {
    super(message);
  }

  public ImageBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
