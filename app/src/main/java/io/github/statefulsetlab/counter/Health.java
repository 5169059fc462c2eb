package io.github.statefulsetlab.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the app has started, lives and is ready, as far as the app itself goes; its volume is
 * asked apart.
 */
final class Health {

  private final Clock clock;
  private volatile Instant startedAt;
  private volatile boolean liveness = true;
  private volatile boolean readiness = true;
  private volatile boolean draining;

  Health(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  void startSlowly(Duration delay) {
    startedAt = clock.instant().plus(delay);
  }

  void drain() {
    draining = true;
  }

  void liveness(boolean on) {
    liveness = on;
  }

  void readiness(boolean on) {
    readiness = on;
  }

  boolean isLivenessOn() {
    return liveness;
  }

  boolean isReadinessOn() {
    return readiness;
  }

  boolean isDraining() {
    return draining;
  }

  /** Why the app is still starting, if it is. */
  Optional<String> notStarted() {
    Duration left = Duration.between(clock.instant(), startedAt);
    return left.isNegative() || left.isZero()
        ? Optional.empty()
        : Optional.of(
            "The app is starting, for %d s more."
                .formatted(left.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /** Why the app should be restarted, if it should. */
  Optional<String> notLive() {
    return notStarted()
        .or(
            () ->
                when(
                    !liveness,
                    "Liveness is switched off: POST /faults/liveness/on to have it back."));
  }

  /** Why the app should get no traffic, if so. */
  Optional<String> notReady() {
    return when(draining, "The app is shutting down.")
        .or(this::notStarted)
        .or(
            () ->
                when(
                    !readiness,
                    "Readiness is switched off: POST /faults/readiness/on to have it back."));
  }

  private static Optional<String> when(boolean condition, String reason) {
    return condition ? Optional.of(reason) : Optional.empty();
  }
}
