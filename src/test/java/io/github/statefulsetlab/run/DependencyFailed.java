package io.github.statefulsetlab.run;

import org.opentest4j.TestAbortedException;

/** A promise is broken because another one is, and is not held against the submission again. */
public final class DependencyFailed extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  private final String criterion;

  /**
   * Says what it depends on, and keeps what was seen itself as the cause.
   *
   * @param criterion the id of the criterion that failed
   * @param seen what that failure says, of which the first line is shown
   * @param itself what the behaviour threw
   */
  DependencyFailed(String criterion, String seen, Throwable itself) {
    super("Depends on %s, which failed: %s".formatted(criterion, firstLine(seen)), itself);
    this.criterion = criterion;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** The id of the criterion that failed. */
  public String criterion() {
    return criterion;
  }
}
