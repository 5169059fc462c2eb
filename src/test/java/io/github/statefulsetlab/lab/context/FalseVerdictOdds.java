package io.github.statefulsetlab.lab.context;

/** How many requests it takes to tell chance from a broken promise. */
public final class FalseVerdictOdds {

  /** How likely it may be that chance alone fails a promise that is kept. */
  static final double FALSE_ALARM = 1e-6;

  private FalseVerdictOdds() {}

  /**
   * How many requests, each to a random one of these pods, leave one of them out with a probability
   * below {@link #FALSE_ALARM}: {@code pods * (1 - 1/pods)^n} is an upper bound of it.
   */
  public static int visitsThatReachAll(int pods) {
    return pods < 2 ? 1 : (int) Math.ceil(Math.log(FALSE_ALARM / pods) / Math.log(1 - 1.0 / pods));
  }
}
