package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.Rollout;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Obstacles;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Waits until all pods of an installation are ready, for as long as its pace asks for: which is
 * known better with each pod that has become ready.
 */
final class ReadyPods {

  private final ObservedStatefulSet observed;
  private final String set;
  private final Supplier<Pace> pace;
  private final Instant begun = Instant.now();
  private Instant end;
  private final Runnable obstacles;

  /**
   * Waits for nothing yet.
   *
   * @param set the StatefulSet's name
   * @param pace how long the installation may take, as far as that is known by now
   */
  ReadyPods(ObservedStatefulSet observed, String set, Supplier<Pace> pace) {
    this.observed = observed;
    this.set = set;
    this.pace = pace;
    this.end = begun.plus(atMost());
    this.obstacles = observed.obstacles();
  }

  private Timeline timeline() {
    return observed.timeline();
  }

  /** As {@link Installation#awaitReady()}. */
  void await() {
    Awaitility.await("all pods ready")
        .atMost(Pace.CEILING.plus(Timeouts.SHOW))
        .pollInterval(Timeouts.POLL)
        .until(
            () -> {
              obstacles.run();
              return isReady() || isTooLate();
            });
    if (!isReady()) {
      throw tooLate();
    }
  }

  private boolean isReady() {
    return observed.current().filter(Rollout::isDone).isPresent();
  }

  /** What is known by now is gone through once what was known before is used up. */
  private boolean isTooLate() {
    if (isOver()) {
      end = begun.plus(atMost());
    }
    return isOver();
  }

  private boolean isOver() {
    return end.isBefore(Instant.now());
  }

  private Duration atMost() {
    return pace.get().install();
  }

  private RuntimeException tooLate() {
    return Obstacles.atTheEnd(timeline(), set)
        .<RuntimeException>map(
            obstacle -> new HinderedPodsException("The pods did not become ready.", obstacle))
        .orElseGet(this::notReady);
  }

  private NotReadyException notReady() {
    return new NotReadyException(
        "After %d s the StatefulSet %s has %d of %d pods ready.%n%s%nLast events:%n%s"
            .formatted(
                atMost().toSeconds(),
                set,
                observed.current().map(StatefulSets::readyReplicas).orElse(0),
                observed.current().map(StatefulSets::replicas).orElse(0),
                Tables.pods(timeline().current(Pod.class)),
                String.join(System.lineSeparator(), timeline().lastEvents(8))));
  }
}
