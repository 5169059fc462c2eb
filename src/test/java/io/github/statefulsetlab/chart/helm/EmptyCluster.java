package io.github.statefulsetlab.chart.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Answers what templates look up while they are rendered: no object exists. {@code helm template}
 * gives templates the same, but helm-java asks whatever cluster a kubeconfig leads to.
 */
final class EmptyCluster {

  private static final Pattern GROUP_VERSION = Pattern.compile("/api/[^/]+|/apis/[^/]+/[^/]+");
  private static final String NO_RESOURCES =
      """
      {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[]}""";
  private static final String NOT_FOUND =
      """
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}""";

  private final HttpServer server;

  private EmptyCluster(HttpServer server) {
    this.server = server;
  }

  /** Starts to answer on a port of the loopback interface, for as long as this process lives. */
  static EmptyCluster start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", EmptyCluster::answer);
    server.start();
    return new EmptyCluster(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    // Of a kind that is not listed Helm asks for /api/<name>; only the list is asked for in time.
    boolean discovery = uri.getQuery() != null && GROUP_VERSION.matcher(uri.getPath()).matches();
    byte[] body = (discovery ? NO_RESOURCES : NOT_FOUND).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(discovery ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A kubeconfig that leads to it, without credentials. */
  String kubeConfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
        contexts: [{name: empty, context: {cluster: empty}}]
        current-context: empty
        """
        .formatted(server.getAddress().getPort());
  }
}
