package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The faults that can be switched on to see what Kubernetes does about them. */
final class Faults {

  private final Health health;
  private final SlowStart slowStart;
  private volatile Duration nextStart = Duration.ZERO;
  private volatile boolean hung;

  Faults(Health health, SlowStart slowStart) {
    this.health = health;
    this.slowStart = slowStart;
  }

  /** From now on no request is answered, until the process is restarted. */
  void hang() {
    Log.info("Hung: no request is answered any more.");
    hung = true;
  }

  boolean isHung() {
    return hung;
  }

  void liveness(boolean on) {
    Log.info("Liveness is switched " + word(on) + ".");
    health.liveness(on);
  }

  void readiness(boolean on) {
    Log.info("Readiness is switched " + word(on) + ".");
    health.readiness(on);
  }

  /**
   * The next start takes so long. Returns what kept that from being noted on the volume, if
   * anything did.
   */
  Optional<String> startSlowly(Duration delay) {
    try {
      slowStart.ask(delay);
      nextStart = delay;
      Log.info("The next start takes " + delay.toSeconds() + " s.");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("The next start can't be told to be slow: " + e + ".");
    }
  }

  /** All switches, by the names that they have in paths. */
  Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("liveness", word(health.isLivenessOn()));
    state.put("readiness", word(health.isReadinessOn()));
    state.put("hang", word(hung));
    state.put("start-slowly", nextStart.isZero() ? "off" : nextStart.toSeconds() + " s");
    return state;
  }

  /**
   * What {@link #state} is going to be after {@link #hang}, when it can't be asked for any more.
   */
  Map<String, String> stateOnceHung() {
    Map<String, String> state = state();
    state.put("hang", word(true));
    return state;
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }
}
