package io.github.statefulsetlab.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Work in the background, and waiting for it. */
public final class Futures {

  private static final Executor BACKGROUND = new DaemonThreads("lab-background");

  private Futures() {}

  /** Begins the work in a thread of its own. */
  public static <T> CompletableFuture<T> background(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, BACKGROUND);
  }

  /** The result; a failure is thrown as it was, not wrapped. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
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
