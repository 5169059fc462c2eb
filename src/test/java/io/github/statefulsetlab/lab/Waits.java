package io.github.statefulsetlab.lab;

import java.time.Duration;

/** How long things may take, in one place. */
final class Waits {

  /** Between two looks at what is awaited. */
  static final Duration POLL = Duration.ofMillis(100);

  /** From an install to all pods ready. */
  static final Duration INSTALL = Duration.ofSeconds(120);

  /** For a change to show: a pod replaced, a probe failed, a container restarted. */
  static final Duration CHANGE = Duration.ofSeconds(90);

  /** For a name to be found; CoreDNS caches for 30 s that it was not. */
  static final Duration NAME = Duration.ofSeconds(40);

  /** For what has been decided already and only has to show. */
  static final Duration SHOW = Duration.ofSeconds(10);

  /** How long what must not happen is watched for. */
  static final Duration HOLD = Duration.ofSeconds(3);

  /** For one criterion, once it has its labs' place: several times what the slowest takes. */
  static final Duration CRITERION = Duration.ofMinutes(5);

  private Waits() {}
}
