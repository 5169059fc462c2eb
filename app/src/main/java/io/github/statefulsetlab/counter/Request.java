package io.github.statefulsetlab.counter;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a client asks for, as far as the app looks at it. */
record Request(String method, String path, String query, List<String> accept) {

  static Request of(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        path(uri),
        uri.getQuery() == null ? "" : uri.getQuery(),
        Optional.ofNullable(exchange.getRequestHeaders().get("Accept")).orElse(List.of()));
  }

  /** The form for answers that are given whatever the client accepts. */
  Media mediaOrText() {
    return Media.acceptable(accept).orElse(Media.TEXT);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** The value of a parameter in the query. */
  Optional<String> parameter(String name) {
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /** Of {@code //host/} the last slash looks like the path, but the client did not ask for that. */
  private static String path(URI uri) {
    boolean startsWithTwoSlashes = uri.getScheme() == null && uri.getRawAuthority() != null;
    return startsWithTwoSlashes ? uri.toString() : uri.getPath();
  }
}
