package io.github.statefulsetlab.support;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A value that is made once, by whoever asks first; all others wait for it without holding a lock.
 * A failure is everybody's, unless it is one after which the next to ask tries again.
 */
public final class Lazy<T> {

  private final AtomicReference<Optional<CompletableFuture<T>>> begun =
      new AtomicReference<>(Optional.empty());
  private final Supplier<T> work;
  private final Predicate<Throwable> isTriedAgain;

  private Lazy(Supplier<T> work, Predicate<Throwable> isTriedAgain) {
    this.work = work;
    this.isTriedAgain = isTriedAgain;
  }

  /** A value whose failure is not remembered: the next to ask tries again. */
  public static <T> Lazy<T> of(Supplier<T> work) {
    return new Lazy<>(work, failure -> true);
  }

  /** A value whose failure is remembered unless the predicate holds for it. */
  public static <T> Lazy<T> of(Supplier<T> work, Predicate<Throwable> isTriedAgain) {
    return new Lazy<>(work, isTriedAgain);
  }

  /** The value, or what it failed with. */
  public T get() {
    CompletableFuture<T> mine = new CompletableFuture<>();
    Optional<CompletableFuture<T>> own = Optional.of(mine);
    Optional<CompletableFuture<T>> current =
        begun.updateAndGet(first -> first.isPresent() ? first : own);
    if (current.stream().noneMatch(first -> first == mine)) {
      return Futures.await(current.orElse(mine));
    }
    try {
      mine.complete(work.get());
    } catch (RuntimeException | Error e) {
      if (isTriedAgain.test(e)) {
        begun.compareAndSet(own, Optional.empty());
      }
      mine.completeExceptionally(e);
    }
    return Futures.await(mine);
  }

  /** The value if it has been made, without waiting for it. */
  public Optional<T> ifMade() {
    return Objects.requireNonNull(begun.get())
        .filter(CompletableFuture::isDone)
        .filter(made -> !made.isCompletedExceptionally())
        .map(CompletableFuture::join);
  }

  /** The value if anybody has asked for it and it has not failed; waits for what is under way. */
  public Optional<T> ifBegun() {
    return Objects.requireNonNull(begun.get()).flatMap(Lazy::result);
  }

  private static <T> Optional<T> result(CompletableFuture<T> begun) {
    try {
      return Optional.of(begun.join());
    } catch (CompletionException e) {
      return Optional.empty();
    }
  }
}
