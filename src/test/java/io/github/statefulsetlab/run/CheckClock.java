package io.github.statefulsetlab.run;

import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * How long one check has been at work itself, and what stops it: its own time is up, or nothing can
 * be found out on the cluster any more. It belongs to one thread.
 */
final class CheckClock implements AutoCloseable {

  private final Outage outage;
  private Instant started = Instant.now();
  private Duration left = Timeouts.CRITERION;
  private Optional<Deadline> alarm = Optional.empty();

  CheckClock(Outage outage) {
    this.outage = outage;
  }

  /** Lets the check take no longer than this, from its start. */
  void allow(Duration atMost) {
    left = atMost;
  }

  /** How long the check may take from its start. */
  Duration left() {
    return left;
  }

  /** From here on it is at work itself, and no longer waits for a place, a lab or its turn. */
  void start() {
    close();
    started = Instant.now();
    Deadline set = new Deadline(left);
    alarm = Optional.of(set);
    outage.stopping(set::ring);
  }

  Instant started() {
    return started;
  }

  /** Whether the check has been stopped. */
  boolean hasRung() {
    return alarm.filter(Deadline::hasRung).isPresent();
  }

  /** What the check met, which is something else where it was stopped. */
  Throwable told(Throwable met) {
    if (!hasRung()) {
      return met;
    }
    TimeoutException timeout =
        new TimeoutException(
            "Stopped after %d s: the limit for one criterion, or the time left for this submission."
                .formatted(left.toSeconds()));
    timeout.initCause(met);
    return timeout;
  }

  /** Stops nothing from here on. */
  @Override
  public void close() {
    alarm.ifPresent(Deadline::close);
  }
}
