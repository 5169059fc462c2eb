package io.github.statefulsetlab.installation;

import io.github.statefulsetlab.kube.timeline.Obstacle;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How long an obstacle is borne: some are gone after a moment, the others stay for good. */
final class PersistentObstacle {

  private final Supplier<Optional<Obstacle>> looking;
  private Optional<Obstacle> seen = Optional.empty();
  private Instant since = Instant.now();

  PersistentObstacle(Supplier<Optional<Obstacle>> looking) {
    this.looking = looking;
  }

  /**
   * Looks again.
   *
   * @throws HinderedPodsException if the same obstacle has been there for as long as it is borne
   */
  void ask() {
    Optional<Obstacle> now = looking.get();
    if (!now.map(Obstacle::remedy).equals(seen.map(Obstacle::remedy))) {
      since = Instant.now();
    }
    seen = now;
    if (now.isPresent() && since.plus(now.get().borne()).isBefore(Instant.now())) {
      throw new HinderedPodsException("The pods can't become ready.", now.get());
    }
  }
}
