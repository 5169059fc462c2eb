package io.github.statefulsetlab.counter;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The page that counts and the page that tells the count. Only a GET of the first counts. */
final class VisitPages {

  private final CounterStore store;
  private final Health health;
  private final Pages pages;

  VisitPages(CounterStore store, Health health, Pages pages) {
    this.store = store;
    this.health = health;
    this.pages = pages;
  }

  /** HEAD is told what GET would have been told, and does not count. */
  CompletionStage<Reply> visit(Request request) {
    return inAcceptableForm(
        request,
        media ->
            answer(
                media,
                request.isHead() ? store.check().thenApply(count -> count + 1) : store.visit(),
                count -> pages.visit(media, count)));
  }

  CompletionStage<Reply> count(Request request) {
    return inAcceptableForm(
        request, media -> answer(media, store.count(), count -> pages.count(media, count)));
  }

  private CompletionStage<Reply> inAcceptableForm(
      Request request, Function<Media, CompletionStage<Reply>> page) {
    Optional<Media> media = Media.acceptable(request.accept());
    if (media.isEmpty()) {
      return Router.now(Reply.error(request, Reply.NOT_ACCEPTABLE, Media.offer()));
    }
    Optional<String> starting = health.notStarted();
    return starting.isPresent()
        ? Router.now(Reply.error(request, Reply.UNAVAILABLE, starting.get()))
        : page.apply(media.get());
  }

  private static CompletionStage<Reply> answer(
      Media media, CompletionStage<Long> count, LongFunction<String> page) {
    return count.handle(
        (number, failure) ->
            failure == null
                ? Reply.of(Reply.OK, media, page.apply(number))
                : Reply.error(media, Reply.UNAVAILABLE, StoreProblem.in(failure)));
  }
}
