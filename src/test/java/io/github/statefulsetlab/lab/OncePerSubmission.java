package io.github.statefulsetlab.lab;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is done once for each submission, by whoever asks first; all others wait for it. Where it
 * failed it has failed for all, unless by a fault of the grader's own: the next to ask tries again.
 */
final class OncePerSubmission<T> {

  private final Map<String, CompletableFuture<T>> begun = new ConcurrentHashMap<>();
  private final Function<Submission, T> work;

  OncePerSubmission(Function<Submission, T> work) {
    this.work = work;
  }

  T of(Submission submission) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> first = begun.putIfAbsent(submission.id(), mine);
    if (first != null) {
      return ClusterSession.await(first);
    }
    try {
      mine.complete(work.apply(submission));
    } catch (RuntimeException e) {
      if (OwnFault.is(e)) {
        begun.remove(submission.id(), mine);
      }
      mine.completeExceptionally(e);
    }
    return ClusterSession.await(mine);
  }

  /** All that has not failed; waits for what is under way. */
  Stream<T> done() {
    return begun.values().stream()
        .filter(result -> !result.isCompletedExceptionally())
        .map(CompletableFuture::join);
  }
}
