package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/** A few processes for one of Helm's tasks; each does one thing at a time. */
final class HelmPool implements AutoCloseable {

  private static final int PROCESSES = 2;

  private final HelmTask task;
  private final BlockingQueue<HelmProcess> idle = new ArrayBlockingQueue<>(PROCESSES);
  private boolean started;

  HelmPool(HelmTask task) {
    this.task = task;
  }

  /** Starts the processes, unless that is done; they load Helm while the caller goes on. */
  synchronized void start() {
    while (!started && idle.remainingCapacity() > 0) {
      idle.add(HelmProcess.start(task));
    }
    started = true;
  }

  /** Has one of the processes do something, and replaces it where it does not survive that. */
  <T> T with(Function<HelmProcess, T> work) {
    start();
    HelmProcess process = take();
    try {
      return work.apply(process);
    } finally {
      idle.add(process.isAlive() ? process : HelmProcess.start(task));
    }
  }

  private HelmProcess take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while waiting for Helm.", e);
    }
  }

  @Override
  public void close() {
    idle.forEach(HelmProcess::close);
  }
}
