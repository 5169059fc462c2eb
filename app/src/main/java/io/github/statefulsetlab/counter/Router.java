package io.github.statefulsetlab.counter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Which path has which page, and by which methods it is asked for. */
final class Router {

  /** The name under which paths that have no page appear in the metrics. */
  static final String OTHER = "other";

  private record Route(List<String> methods, Function<Request, CompletionStage<Reply>> page) {}

  private final Map<String, Route> routes = new LinkedHashMap<>();

  /** Adds a page that is read: HEAD gets what GET gets, without the body. */
  Router read(String path, Function<Request, CompletionStage<Reply>> page) {
    routes.put(path, new Route(List.of("GET", "HEAD"), page));
    return this;
  }

  /** Adds a page that changes something. */
  Router change(String path, Function<Request, CompletionStage<Reply>> page) {
    routes.put(path, new Route(List.of("POST"), page));
    return this;
  }

  /** The answer to a request, now or later. */
  CompletionStage<Reply> answer(Request request) {
    Route route = routes.get(request.path());
    if (route == null) {
      return now(Reply.error(request, Reply.NOT_FOUND, notFound(request.path())));
    }
    if (!route.methods().contains(request.method())) {
      String allowed = String.join(", ", route.methods());
      String message = "%s is asked for by %s.".formatted(request.path(), allowed);
      return now(Reply.error(request, Reply.METHOD_NOT_ALLOWED, message).with("Allow", allowed));
    }
    return route.page().apply(request);
  }

  String nameInMetrics(String path) {
    return routes.containsKey(path) ? path : OTHER;
  }

  static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private String notFound(String path) {
    boolean fault = path.equals(FaultPages.ROOT) || path.startsWith(FaultPages.ROOT + "/");
    if (fault && !routes.containsKey(FaultPages.ROOT)) {
      return "Faults are switched off. Start the app with FAULTS=enabled to have them.";
    }
    return "There is no such page. There are " + String.join(", ", routes.keySet()) + ".";
  }
}
