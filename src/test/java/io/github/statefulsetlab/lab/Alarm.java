package io.github.statefulsetlab.lab;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that set it, once, unless it is closed before. All waits of the suite end
 * on an interrupt.
 */
final class Alarm implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab-alarms");
            thread.setDaemon(true);
            return thread;
          });

  private final Thread sleeper = Thread.currentThread();
  private final ScheduledFuture<?> ring;
  private boolean rung;
  private boolean off;

  /** Sets an alarm for the current thread. */
  Alarm(Duration after) {
    this.ring = CLOCK.schedule(this::ring, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void ring() {
    if (!off) {
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
