package io.github.statefulsetlab.lab.context;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to change, where the criterion's own hint does not fit the cause of a failure. It goes with
 * the failure, as a suppressed exception: a failure that is caught and tried again takes its hint
 * along, and the one that is reported has its own.
 */
public final class Hint extends Exception {

  private static final long serialVersionUID = 1;

  private final String text;

  private Hint(String text) {
    super("What to change: " + text, null, false, false);
    this.text = text;
  }

  /**
   * Runs the block. A failure in it has this hint, unless it was given one further inside: of
   * nested blocks the innermost counts.
   */
  public static void around(String text, Runnable block) {
    try {
      block.run();
    } catch (RuntimeException | Error e) {
      if (of(e).isEmpty()) {
        on(e, text);
      }
      throw e;
    }
  }

  /** The same where there is a hint; without one, the block runs as it is. */
  public static void around(Optional<String> text, Runnable block) {
    text.ifPresentOrElse(hint -> around(hint, block), block);
  }

  /** The failure, with this hint on it. */
  public static <T extends Throwable> T on(T failure, String text) {
    failure.addSuppressed(new Hint(text));
    return failure;
  }

  /** The failure, with this hint on it if there is one. */
  public static <T extends Throwable> T on(T failure, Optional<String> text) {
    text.ifPresent(hint -> on(failure, hint));
    return failure;
  }

  /** The hint on a failure, or else on what caused it. */
  public static Optional<String> of(Throwable failure) {
    return chain(failure)
        .flatMap(e -> Stream.of(e.getSuppressed()))
        .filter(Hint.class::isInstance)
        .map(hint -> ((Hint) hint).text)
        .findFirst();
  }

  private static Stream<Throwable> chain(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? Stream.of(failure) : Stream.concat(Stream.of(failure), chain(cause));
  }
}
