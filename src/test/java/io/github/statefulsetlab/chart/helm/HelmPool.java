package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A few processes for one of Helm's tasks; each does one thing at a time. */
final class HelmPool implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(HelmPool.class.getName());
  private static final int PROCESSES = 2;

  private final List<Slot> slots;
  private final BlockingQueue<Slot> idle;

  HelmPool(HelmTask task) {
    this(() -> HelmProcess.start(task));
  }

  /** A pool of what this starts. */
  HelmPool(Supplier<HelmProcess> starting) {
    this.slots = Stream.generate(() -> new Slot(starting)).limit(PROCESSES).toList();
    this.idle = new ArrayBlockingQueue<>(PROCESSES, true, slots);
  }

  /** Starts the processes, unless that is done; they load Helm while the caller goes on. */
  void start() {
    try {
      slots.forEach(Slot::running);
    } catch (ChartException e) {
      LOG.log(Level.FINE, "A process for Helm is started when it is needed.", e);
    }
  }

  /**
   * Has one of the processes do something; one that did not survive it, or has done enough, is
   * replaced when needed.
   */
  <T> T with(Function<HelmProcess, T> work) {
    Slot slot = take();
    try {
      return work.apply(slot.running());
    } finally {
      idle.add(slot);
    }
  }

  private Slot take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while waiting for Helm.", e);
    }
  }

  /** Stops all processes, those at work among them. */
  @Override
  public void close() {
    slots.forEach(Slot::close);
  }

  /** A place for one process, whether it runs or not. */
  private static final class Slot {

    private final Supplier<HelmProcess> starting;
    private Optional<HelmProcess> process = Optional.empty();
    private boolean closed;

    Slot(Supplier<HelmProcess> starting) {
      this.starting = starting;
    }

    synchronized HelmProcess running() {
      if (closed) {
        throw new ChartException("Helm has been stopped.");
      }
      Optional<HelmProcess> usable = process.filter(HelmProcess::isUsable);
      if (usable.isEmpty()) {
        process.ifPresent(HelmProcess::close);
        process = Optional.of(starting.get());
      }
      return process.orElseThrow();
    }

    synchronized void close() {
      closed = true;
      process.ifPresent(HelmProcess::close);
    }
  }
}
