package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Obstacles;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.NotGradableException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/**
 * Waits until all pods of an installation are ready, for as long as its pace asks for: which is
 * known better with each pod that has become ready.
 */
final class ReadyPods {

  private final Installation installation;
  private final String set;
  private final Instant begun = Instant.now();
  private final PersistentObstacle patience;

  ReadyPods(Installation installation) {
    this.installation = installation;
    this.set = installation.statefulSetName();
    this.patience = new PersistentObstacle(() -> Obstacles.of(timeline(), set));
  }

  private Timeline timeline() {
    return installation.timeline();
  }

  /** As {@link Installation#awaitReady()}. */
  void await() {
    Awaitility.await("all pods ready")
        .atMost(Pace.CEILING.plus(Timeouts.SHOW))
        .pollInterval(Timeouts.POLL)
        .until(
            () -> {
              patience.ask();
              return isReady() || isTooLate();
            });
    if (!isReady()) {
      throw tooLate();
    }
  }

  private boolean isReady() {
    return installation.currentStatefulSet().filter(StatefulSets::isRolledOut).isPresent();
  }

  private boolean isTooLate() {
    return begun.plus(atMost()).isBefore(Instant.now());
  }

  private Duration atMost() {
    return installation.pace().install();
  }

  private RuntimeException tooLate() {
    return Obstacles.atTheEnd(timeline(), set)
        .<RuntimeException>map(
            obstacle -> new NotGradableException("The pods did not become ready. " + obstacle))
        .orElseGet(this::notReady);
  }

  private NotReadyException notReady() {
    return new NotReadyException(
        "After %d s the StatefulSet %s has %d of %d pods ready.%n%s%nLast events:%n%s"
            .formatted(
                atMost().toSeconds(),
                set,
                installation.currentStatefulSet().map(StatefulSets::readyReplicas).orElse(0),
                installation.currentStatefulSet().map(StatefulSets::replicas).orElse(0),
                Tables.pods(timeline().current(Pod.class)),
                String.join(System.lineSeparator(), timeline().lastEvents(8))));
  }
}
