package io.github.statefulsetlab.run;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.support.CleanUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/**
 * What one behaviour holds while it is checked: a place, its turn to count, labs of its own. All is
 * given back on closing, even where giving back one of them fails.
 */
final class LabLease implements AutoCloseable {

  private final Semaphore places;
  private final CleanUp cleanUp = new CleanUp();
  private final List<Installation> own = new ArrayList<>();
  private boolean hasPlace;

  /**
   * Holds nothing yet.
   *
   * @param places room for behaviours with labs of their own
   */
  LabLease(Semaphore places) {
    this.places = places;
  }

  /**
   * Waits for a place, once: two behaviours that each want a second one would wait for each other.
   *
   * @return whether it had none before
   */
  boolean takePlace() {
    if (hasPlace) {
      return false;
    }
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw interrupted("room for a lab", e);
    }
    hasPlace = true;
    cleanUp.add(places::release);
    return true;
  }

  /**
   * Waits until no other behaviour counts on the same lab.
   *
   * @throws TimeoutException if that takes too long
   */
  void takeTurn(Lock counting, Duration atMost) throws TimeoutException {
    try {
      if (!counting.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException(
            "Waited %d s for its turn to count on the shared lab.".formatted(atMost.toSeconds()));
      }
    } catch (InterruptedException e) {
      throw interrupted("its turn to count", e);
    }
    cleanUp.add(counting::unlock);
  }

  private static ClusterException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ClusterException("Interrupted while waiting for %s.".formatted(what), cause);
  }

  /** Closes the lab with the lease. */
  void own(Installation installation) {
    own.add(installation);
    holds(installation::close);
  }

  /** Undoes this with the lease. */
  void holds(Runnable undo) {
    cleanUp.add(undo);
  }

  /** The first lab of its own, if it has any. */
  Optional<Installation> firstLab() {
    return own.stream().findFirst();
  }

  /** What upgrades of its labs have changed. */
  List<String> changes() {
    return own.stream().flatMap(lab -> lab.changes().stream()).toList();
  }

  @Override
  public void close() {
    cleanUp.close();
  }
}
