package io.github.statefulsetlab.counter;

/**
 * An environment variable that the app can't work with. The message names it, its value and the
 * remedy.
 */
final class BadConfig extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadConfig(String variable, String value, String remedy) {
    super(
        variable
            + "=\""
            + value
            + "\" can't be used: "
            + remedy
            + ", or be left out for its default.");
  }
}
