package io.github.statefulsetlab.lab.context;

import java.util.Optional;

/**
 * What a failure would be told to change, where the criterion's own hint does not fit its cause.
 */
public final class Hint {

  private volatile Optional<String> text = Optional.empty();

  public void set(String hint) {
    text = Optional.of(hint);
  }

  public void reset() {
    text = Optional.empty();
  }

  public Optional<String> text() {
    return text;
  }
}
