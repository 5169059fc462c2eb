package io.github.statefulsetlab.counter;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the kubelet asks. None of it counts, and only readiness looks at the volume. */
final class Probes {

  private final Health health;
  private final CounterStore store;

  Probes(Health health, CounterStore store) {
    this.health = health;
    this.store = store;
  }

  CompletionStage<Reply> startup(Request request) {
    return Router.now(reply(health.notStarted(), "started"));
  }

  CompletionStage<Reply> liveness(Request request) {
    return Router.now(reply(health.notLive(), "alive"));
  }

  /** A volume that has been mended is noticed here, with no restart. */
  CompletionStage<Reply> readiness(Request request) {
    Optional<String> reason = health.notReady();
    return reason.isPresent()
        ? Router.now(reply(reason, ""))
        : store
            .check()
            .handle(
                (count, failure) ->
                    reply(Optional.ofNullable(failure).map(StoreProblem::in), "ready"));
  }

  private static Reply reply(Optional<String> problem, String good) {
    return Reply.of(
        problem.isEmpty() ? Reply.OK : Reply.UNAVAILABLE,
        Media.TEXT.contentType(),
        problem.orElse(good) + "\n");
  }
}
