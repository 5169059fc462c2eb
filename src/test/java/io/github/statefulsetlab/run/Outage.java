package io.github.statefulsetlab.run;

import io.github.statefulsetlab.cluster.ClusterException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Why nothing can be found out on the cluster any more, once that is known. From then on no check
 * is begun, and none that fails says anything about its submission.
 */
final class Outage {

  private final AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.empty());
  private final Queue<Runnable> underWay = new ConcurrentLinkedQueue<>();

  /**
   * Ends the run for all submissions.
   *
   * @return whether nobody has said so before
   */
  boolean begin(String what) {
    boolean isFirst = reason.compareAndSet(Optional.empty(), Optional.of(what));
    underWay.forEach(Runnable::run);
    return isFirst;
  }

  /** Has a check that is under way told to stop when it is of no use any more. */
  void stopping(Runnable check) {
    underWay.add(check);
    if (hasBegun()) {
      check.run();
    }
  }

  boolean hasBegun() {
    return reason().isPresent();
  }

  private Optional<String> reason() {
    return Objects.requireNonNull(reason.get());
  }

  /**
   * Fails where nothing can be found out.
   *
   * @throws ClusterException with what was seen
   */
  void requireNone() {
    reason()
        .ifPresent(
            what -> {
              throw new ClusterException(what);
            });
  }

  /** What a check came to, now that it is known. */
  Throwable insteadOf(Throwable failure) {
    boolean saysNothing =
        failure instanceof AssertionError
            || GraderFault.isTimeout(failure)
            || GraderFault.is(failure);
    return reason()
        .filter(what -> saysNothing)
        .<Throwable>map(what -> new ClusterException(what, failure))
        .orElse(failure);
  }
}
