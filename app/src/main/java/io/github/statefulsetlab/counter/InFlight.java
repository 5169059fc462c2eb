package io.github.statefulsetlab.counter;

import java.time.Duration;

/** How many requests have been read and not been answered yet. */
final class InFlight {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private int requests;

  synchronized void started() {
    requests++;
  }

  synchronized void ended() {
    requests--;
    notifyAll();
  }

  synchronized int count() {
    return requests;
  }

  /** Waits until there are none, for so long at most; returns whether there are none then. */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (requests > 0 && left > 0) {
      wait(left / NANOS_PER_MILLI + 1);
      left = deadline - System.nanoTime();
    }
    return requests == 0;
  }
}
