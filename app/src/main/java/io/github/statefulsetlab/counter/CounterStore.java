package io.github.statefulsetlab.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Counts visits durably. One thread takes all requests that have arrived, writes their common
 * outcome once, and then answers each: visits that arrive together share one fsync, and each gets a
 * count of its own.
 *
 * <p>A future completes with a {@link StoreProblem} when the visit could not be counted; it is then
 * not counted.
 */
final class CounterStore implements AutoCloseable {

  private enum Kind {
    VISIT,
    COUNT,
    CHECK,
    STOP
  }

  private record Request(Kind kind, CompletableFuture<Long> answer) {}

  private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private final CountFile file;
  private final boolean groupCommit;
  private final Metrics metrics;
  private final Thread writer = new Thread(this::work, "store");
  private volatile Optional<String> problem = Optional.empty();
  private boolean closed;

  CounterStore(CountFile file, boolean groupCommit, Metrics metrics) {
    this.file = file;
    this.groupCommit = groupCommit;
    this.metrics = metrics;
    file.deleteLeftover();
    writer.setDaemon(true);
    writer.start();
  }

  /** Counts a visit; completes with its count once that is on the disk. */
  CompletionStage<Long> visit() {
    return submit(Kind.VISIT);
  }

  /** The count, as it is in the file. */
  CompletionStage<Long> count() {
    return submit(Kind.COUNT);
  }

  /** The count, if a visit could be counted now. */
  CompletionStage<Long> check() {
    return submit(Kind.CHECK);
  }

  /** What kept the latest request from being served, if anything did. */
  Optional<String> problem() {
    return problem;
  }

  /** Serves what has been asked for so far, then stops. */
  @Override
  public void close() {
    submit(Kind.STOP);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CompletionStage<Long> submit(Kind kind) {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    if (closed) {
      answer.completeExceptionally(
          new StoreProblem("The app is shutting down: visit its successor."));
      return answer;
    }
    closed = kind == Kind.STOP;
    queue.add(new Request(kind, answer));
    return answer;
  }

  private void work() {
    List<Request> batch = new ArrayList<>();
    boolean stopped = false;
    while (!stopped) {
      batch.clear();
      batch.add(take());
      if (groupCommit) {
        queue.drainTo(batch);
      }
      stopped = batch.stream().anyMatch(request -> request.kind() == Kind.STOP);
      try {
        serve(batch);
      } catch (RuntimeException bug) {
        batch.forEach(request -> fail(request, new StoreProblem("A bug in the app: " + bug, bug)));
      }
    }
  }

  /** Only STOP ends the thread: an interrupt could come in the middle of a write. */
  private Request take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        Log.problem("The thread that writes was interrupted; it goes on.");
      }
    }
  }

  private void serve(List<Request> batch) {
    long before;
    try {
      before = file.read();
    } catch (StoreProblem e) {
      note(Optional.of(e));
      batch.forEach(request -> fail(request, e));
      return;
    }
    long visits = batch.stream().filter(request -> request.kind() == Kind.VISIT).count();
    try {
      keep(before, visits, batch);
      long next = before;
      for (Request request : batch) {
        request.answer().complete(request.kind() == Kind.VISIT ? ++next : before + visits);
      }
    } catch (StoreProblem e) {
      note(Optional.of(e));
      for (Request request : batch) {
        if (request.kind() == Kind.COUNT) {
          request.answer().complete(before); // A full disk keeps nobody from reading the count.
        } else {
          fail(request, e);
        }
      }
    }
  }

  private void fail(Request request, StoreProblem problem) {
    if (request.kind() == Kind.VISIT) {
      metrics.visitFailed();
    }
    request.answer().completeExceptionally(problem);
  }

  private void keep(long before, long visits, List<Request> batch) throws StoreProblem {
    if (visits > 0) {
      long start = System.nanoTime();
      file.replace(before, file.plus(before, visits));
      metrics.committed(visits, System.nanoTime() - start);
      note(Optional.empty());
    } else if (batch.stream().anyMatch(request -> request.kind() == Kind.CHECK)) {
      file.tryWriting(before);
      note(Optional.empty());
    }
  }

  /** Says so once when a problem comes up, changes or goes away, however many requests meet it. */
  private void note(Optional<StoreProblem> now) {
    Optional<String> message = now.map(Throwable::getMessage);
    if (!message.equals(problem)) {
      message.ifPresentOrElse(Log::problem, () -> Log.info(file.path() + " can be used again."));
      problem = message;
    }
  }
}
