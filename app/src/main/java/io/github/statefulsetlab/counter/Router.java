package io.github.statefulsetlab.counter;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Which path has which page. Only a GET of exactly {@code /} counts. */
final class Router {

  static final String OTHER = "other";

  private static final String TEXT = Media.TEXT.contentType();
  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> CHANGE = List.of("POST");

  private final Map<String, Route> routes = new LinkedHashMap<>();
  private final CounterStore store;
  private final Health health;
  private final Faults faults;
  private final boolean faultsEnabled;
  private final Pages pages;

  private record Route(List<String> methods, Function<Request, CompletionStage<Reply>> page) {}

  Router(
      CounterStore store,
      Health health,
      Faults faults,
      boolean faultsEnabled,
      Pages pages,
      Function<OptionalLong, String> metrics) {
    this.store = store;
    this.health = health;
    this.faults = faults;
    this.faultsEnabled = faultsEnabled;
    this.pages = pages;
    read("/", page(this::visit));
    read("/visits", page((request, media) -> counted(media, store.count(), pages::count)));
    read("/healthz", request -> probe(health.notLive(), "alive"));
    read("/readyz", request -> ready());
    read("/startupz", request -> probe(health.notStarted(), "started"));
    read("/metrics", request -> metrics(metrics));
    if (faultsEnabled) {
      read("/faults", this::faultsState);
      change("/faults/liveness/on", () -> faults.liveness(true));
      change("/faults/liveness/off", () -> faults.liveness(false));
      change("/faults/readiness/on", () -> faults.readiness(true));
      change("/faults/readiness/off", () -> faults.readiness(false));
      routes.put("/faults/hang", new Route(CHANGE, this::hang));
      routes.put("/faults/start-slowly", new Route(CHANGE, this::startSlowly));
    }
  }

  /** The answer to a request, now or later; it never fails. */
  CompletionStage<Reply> answer(Request request) {
    Route route = routes.get(request.path());
    if (route == null) {
      return now(error(request, Reply.NOT_FOUND, notFound(request.path())));
    }
    if (!route.methods().contains(request.method())) {
      String allowed = String.join(", ", route.methods());
      return now(
          error(
                  request,
                  Reply.METHOD_NOT_ALLOWED,
                  "Ask for " + request.path() + " by " + allowed + ".")
              .with("Allow", allowed));
    }
    return route.page().apply(request);
  }

  /** The name under which a path appears in the metrics. */
  String route(String path) {
    return routes.containsKey(path) ? path : OTHER;
  }

  private void read(String path, Function<Request, CompletionStage<Reply>> page) {
    routes.put(path, new Route(READ, page));
  }

  private void change(String path, Runnable change) {
    routes.put(
        path,
        new Route(
            CHANGE,
            request -> {
              change.run();
              return faultsState(request);
            }));
  }

  /** A page in the form that the client likes best, once the app has started. */
  private Function<Request, CompletionStage<Reply>> page(
      BiFunction<Request, Media, CompletionStage<Reply>> page) {
    return request -> {
      Optional<Media> media = Media.acceptable(request.accept());
      if (media.isEmpty()) {
        return now(
            error(
                request,
                Reply.NOT_ACCEPTABLE,
                "This page comes as text/plain, text/html or application/json."));
      }
      return health
          .notStarted()
          .<CompletionStage<Reply>>map(reason -> now(error(request, Reply.UNAVAILABLE, reason)))
          .orElseGet(() -> page.apply(request, media.get()));
    };
  }

  /** HEAD is told what GET would have been told, and does not count. */
  private CompletionStage<Reply> visit(Request request, Media media) {
    return request.isHead()
        ? counted(media, store.check().thenApply(count -> count + 1), pages::visit)
        : counted(media, store.visit(), pages::visit);
  }

  private CompletionStage<Reply> counted(
      Media media, CompletableFuture<Long> count, BiFunction<Media, Long, String> page) {
    return count
        .thenApply(number -> Reply.of(Reply.OK, media, page.apply(media, number)))
        .exceptionally(
            failure ->
                Reply.of(
                    Reply.UNAVAILABLE,
                    media,
                    pages.error(media, Reply.UNAVAILABLE, message(failure))));
  }

  private CompletionStage<Reply> ready() {
    Optional<String> reason = health.notReady();
    return reason.isPresent()
        ? probe(reason, "")
        : store
            .check()
            .thenApply(count -> Reply.of(Reply.OK, TEXT, "ready\n"))
            .exceptionally(failure -> Reply.of(Reply.UNAVAILABLE, TEXT, message(failure) + "\n"));
  }

  private static CompletionStage<Reply> probe(Optional<String> reason, String good) {
    return now(
        reason
            .map(text -> Reply.of(Reply.UNAVAILABLE, TEXT, text + "\n"))
            .orElseGet(() -> Reply.of(Reply.OK, TEXT, good + "\n")));
  }

  private CompletionStage<Reply> metrics(Function<OptionalLong, String> metrics) {
    return store
        .count()
        .thenApply(OptionalLong::of)
        .exceptionally(failure -> OptionalLong.empty())
        .thenApply(count -> Reply.of(Reply.OK, Metrics.CONTENT_TYPE, metrics.apply(count)));
  }

  private CompletionStage<Reply> faultsState(Request request) {
    Media media = mediaOrText(request);
    return now(Reply.of(Reply.OK, media, pages.list(media, "Faults", faults.state())));
  }

  private CompletionStage<Reply> hang(Request request) {
    Media media = mediaOrText(request);
    Map<String, String> state = new LinkedHashMap<>(faults.state());
    state.put("hang", "on");
    return now(Reply.of(Reply.OK, media, pages.list(media, "Faults", state)).then(faults::hang));
  }

  private CompletionStage<Reply> startSlowly(Request request) {
    String seconds = request.parameter("seconds").orElse("");
    if (!seconds.matches("[1-9][0-9]{0,3}") || Integer.parseInt(seconds) > Config.LONGEST_SECONDS) {
      return now(
          error(
              request,
              Reply.BAD_REQUEST,
              "Say for how long: POST /faults/start-slowly?seconds=30, from 1 to "
                  + Config.LONGEST_SECONDS
                  + "."));
    }
    return faults
        .startSlowly(Duration.ofSeconds(Integer.parseInt(seconds)))
        .<CompletionStage<Reply>>map(
            failure ->
                now(
                    error(
                        request,
                        Reply.UNAVAILABLE,
                        "The next start can't be told to be slow: " + failure + ".")))
        .orElseGet(() -> faultsState(request));
  }

  private String notFound(String path) {
    if (path.equals("/faults") || path.startsWith("/faults/")) {
      return faultsEnabled
          ? "There is no such fault. GET /faults lists them; all are switched by POST, such as POST /faults/liveness/off."
          : "Faults are switched off. Start the app with FAULTS=enabled to have them.";
    }
    return "There is no such page. There are " + String.join(", ", routes.keySet()) + ".";
  }

  private Reply error(Request request, int status, String message) {
    Media media = mediaOrText(request);
    return Reply.of(status, media, pages.error(media, status, message));
  }

  private static Media mediaOrText(Request request) {
    return Media.acceptable(request.accept()).orElse(Media.TEXT);
  }

  private static String message(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  private static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
