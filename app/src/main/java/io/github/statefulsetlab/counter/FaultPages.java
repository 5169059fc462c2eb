package io.github.statefulsetlab.counter;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /faults}: what is switched on, and the switches. */
final class FaultPages {

  static final String ROOT = "/faults";

  private final Faults faults;

  FaultPages(Faults faults) {
    this.faults = faults;
  }

  void addTo(Router router) {
    router
        .read(ROOT, this::state)
        .change(ROOT + "/liveness/on", request -> after(request, () -> faults.liveness(true)))
        .change(ROOT + "/liveness/off", request -> after(request, () -> faults.liveness(false)))
        .change(ROOT + "/readiness/on", request -> after(request, () -> faults.readiness(true)))
        .change(ROOT + "/readiness/off", request -> after(request, () -> faults.readiness(false)))
        .change(ROOT + "/hang", this::hang)
        .change(ROOT + "/start-slowly", this::startSlowly);
  }

  private CompletionStage<Reply> state(Request request) {
    return after(request, () -> {});
  }

  private CompletionStage<Reply> after(Request request, Runnable change) {
    change.run();
    Media media = request.mediaOrText();
    return Router.now(Reply.of(Reply.OK, media, Pages.list(media, "Faults", faults.state())));
  }

  /** The last request to be answered. */
  private CompletionStage<Reply> hang(Request request) {
    Media media = request.mediaOrText();
    return Router.now(
        Reply.of(Reply.OK, media, Pages.list(media, "Faults", faults.stateOnceHung()))
            .then(faults::hang));
  }

  private CompletionStage<Reply> startSlowly(Request request) {
    String seconds = request.parameter("seconds").orElse("");
    if (!seconds.matches("[1-9][0-9]{0,3}") || Integer.parseInt(seconds) > Config.LONGEST_SECONDS) {
      String message = "Say for how long, from 1 to %d: POST %s/start-slowly?seconds=30";
      return Router.now(
          Reply.error(request, Reply.BAD_REQUEST, message.formatted(Config.LONGEST_SECONDS, ROOT)));
    }
    Optional<String> problem = faults.startSlowly(Duration.ofSeconds(Integer.parseInt(seconds)));
    return problem.isPresent()
        ? Router.now(Reply.error(request, Reply.UNAVAILABLE, problem.get()))
        : state(request);
  }
}
