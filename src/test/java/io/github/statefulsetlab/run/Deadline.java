package io.github.statefulsetlab.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Interrupts the thread that set it, once, unless it is closed before. Awaitility would wait on: it
 * is told here to give up then, and where a wait has a condition of its own to give up, that looks
 * for the interrupt as well.
 */
final class Deadline implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab-alarms");
            thread.setDaemon(true);
            return thread;
          });

  static {
    Awaitility.setDefaultFailFastCondition(
        "the time is up", () -> Thread.currentThread().isInterrupted());
  }

  private final Thread sleeper = Thread.currentThread();
  private final ScheduledFuture<?> ring;
  private boolean rung;
  private boolean off;

  /** Sets an alarm for the current thread. */
  Deadline(Duration after) {
    this.ring = CLOCK.schedule(this::ring, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Rings now, unless it has rung or is closed. */
  synchronized void ring() {
    if (!off && !rung) {
      rung = true;
      sleeper.interrupt();
    }
  }

  synchronized boolean hasRung() {
    return rung;
  }

  /** From here on it does not ring; an interrupt by it that nobody has noticed is taken back. */
  @Override
  public synchronized void close() {
    off = true;
    ring.cancel(false);
    if (rung) {
      Thread.interrupted();
    }
  }
}
