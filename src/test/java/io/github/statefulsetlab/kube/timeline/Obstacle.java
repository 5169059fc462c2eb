package io.github.statefulsetlab.kube.timeline;

import java.time.Duration;

/**
 * Why pods don't become ready, where waiting longer would not help.
 *
 * @param what what Kubernetes says, as a sentence
 * @param remedy what to change, as a sentence
 * @param borne how long it has to last to be believed: Kubernetes tries again by itself
 */
public record Obstacle(String what, String remedy, Duration borne) {

  private static final Duration SHORTLY = Duration.ofSeconds(6);

  /** One that lasts as soon as it is there for more than a moment. */
  Obstacle(String what, String remedy) {
    this(what, remedy, SHORTLY);
  }

  @Override
  public String toString() {
    return what + " " + remedy;
  }
}
