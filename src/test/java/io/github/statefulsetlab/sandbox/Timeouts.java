package io.github.statefulsetlab.sandbox;

import java.time.Duration;

/** How long things may take, in one place. */
public final class Timeouts {

  /** Between two looks at what is awaited. */
  public static final Duration POLL = Duration.ofMillis(100);

  /** From an install to all pods ready. */
  public static final Duration INSTALL = Duration.ofSeconds(120);

  /** For a change to show: a pod replaced, a probe failed, a container restarted. */
  public static final Duration CHANGE = Duration.ofSeconds(90);

  /** For a name to be found; CoreDNS caches for 30 s that it was not. */
  public static final Duration NAME = Duration.ofSeconds(40);

  /** For what has been decided already and only has to show. */
  public static final Duration SHOW = Duration.ofSeconds(20);

  /**
   * For an app to answer one request: what is merely slow, on a machine that others use, is right.
   */
  public static final Duration ANSWER = Duration.ofSeconds(30);

  /** How long what must not happen is watched for. */
  public static final Duration HOLD = Duration.ofSeconds(3);

  /** The longest that what must not happen is watched for, however far apart probes are. */
  public static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

  /** For one criterion, once it has its labs' place: several times what the slowest takes. */
  public static final Duration CRITERION = Duration.ofMinutes(5);

  private Timeouts() {}

  /** That window, but not more than {@link #LONGEST_WINDOW}. */
  public static Duration window(Duration wanted) {
    return wanted.compareTo(LONGEST_WINDOW) < 0 ? wanted : LONGEST_WINDOW;
  }
}
