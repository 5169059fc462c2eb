package io.github.statefulsetlab.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work in the background, and waiting for it. */
public final class Futures {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Executor BACKGROUND = new DaemonThreads("lab-background");

  private Futures() {}

  /** Begins the work in a thread of its own. */
  public static <T> CompletableFuture<T> background(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, BACKGROUND);
  }

  /**
   * The result; a failure is thrown as it was, not wrapped.
   *
   * @throws IllegalStateException after an hour, which is longer than any work here takes
   */
  public static <T> T await(CompletableFuture<T> future) {
    return await(future, LONGEST);
  }

  static <T> T await(CompletableFuture<T> future, Duration atMost) {
    try {
      return future.isDone()
          ? future.join()
          : future.copy().orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new IllegalStateException(
            "Work in the background did not end within %d min.".formatted(atMost.toMinutes()), e);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
