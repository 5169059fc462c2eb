package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.statefulsetlab.chart.policy.AllowedKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of an API server as Helm needs for an install: it knows the kinds that a chart may have
 * and some that it may not, holds no object, and records those that it is asked to create.
 */
final class RecordingCluster implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Kinds that the guard refuses, which the API server would accept. */
  private static final List<AllowedKind> OTHERS =
      List.of(
          other("networking.k8s.io", "NetworkPolicy", "networkpolicies"),
          other("", "ResourceQuota", "resourcequotas"));

  private static final Pattern OBJECTS =
      Pattern.compile(
          "/api(?:s/(?<group>[^/]+))?/v[^/]+/namespaces/(?<namespace>[^/]+)/(?<resource>[^/]+)");
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final Pattern LISTS =
      Pattern.compile("/api(?:s/(?<group>[^/]+))?/(?<version>v[^/]+)");

  static {
    // Else each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ConcurrentLinkedQueue<Created> created = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * What was asked for.
   *
   * @param resource of the path, as {@code statefulsets}
   */
  record Created(String namespace, String resource, JsonNode object) {}

  private RecordingCluster(HttpServer server) {
    this.server = server;
  }

  private static AllowedKind other(String group, String kind, String resource) {
    return new AllowedKind(group, kind, resource, Optional.empty());
  }

  /** Starts to answer on a port of the loopback interface. */
  static RecordingCluster start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RecordingCluster cluster = new RecordingCluster(server);
    server.setExecutor(cluster.threads);
    server.createContext("/", cluster::answer);
    server.start();
    return cluster;
  }

  /** Writes a kubeconfig that leads to it, without credentials. */
  Path kubeConfig(Path into) {
    try {
      return Files.writeString(
          into,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: it, cluster: {server: "http://127.0.0.1:%d"}}]
          users: [{name: it, user: {}}]
          contexts: [{name: it, context: {cluster: it, user: it}}]
          current-context: it
          """
              .formatted(server.getAddress().getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + into, e);
    }
  }

  /** What was created since it was last asked; Helm's record of the release is not among it. */
  List<Created> takeCreated() {
    List<Created> taken = List.copyOf(created);
    created.clear();
    return taken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Matcher objects = OBJECTS.matcher(path);
    Matcher lists = LISTS.matcher(path);
    if (path.equals("/version")) {
      send(
          exchange,
          200,
          JSON.createObjectNode()
              .put("major", "1")
              .put("minor", "36")
              .put("gitVersion", "v1.36.3"));
    } else if (path.equals("/api")) {
      send(
          exchange,
          200,
          JSON.createObjectNode()
              .put("kind", "APIVersions")
              .set("versions", JSON.createArrayNode().add("v1")));
    } else if (path.equals("/apis")) {
      send(exchange, 200, groups());
    } else if (lists.matches()) {
      send(exchange, 200, resources(group(lists), lists.group("version")));
    } else if (isProtobuf(exchange)) {
      send(exchange, 200, body, PROTOBUF);
    } else if (method.equals("POST") && objects.matches()) {
      JsonNode object = JSON.readTree(body);
      created.add(new Created(objects.group("namespace"), objects.group("resource"), object));
      send(exchange, 201, object);
    } else if (method.equals("GET") && objects.matches()) {
      send(
          exchange,
          200,
          JSON.createObjectNode()
              .put("kind", "SecretList")
              .put("apiVersion", "v1")
              .set("items", JSON.createArrayNode()));
    } else {
      send(
          exchange,
          404,
          JSON.createObjectNode()
              .put("kind", "Status")
              .put("apiVersion", "v1")
              .put("status", "Failure")
              .put("reason", "NotFound")
              .put("code", 404));
    }
  }

  /** Helm's own record of a release; objects of a chart come as JSON. */
  private static boolean isProtobuf(HttpExchange exchange) {
    return PROTOBUF.equals(exchange.getRequestHeaders().getFirst("Content-Type"));
  }

  private static String group(Matcher path) {
    return path.group("group") == null ? "" : path.group("group");
  }

  private static Stream<AllowedKind> kinds() {
    return Stream.concat(AllowedKind.ALL.stream(), OTHERS.stream());
  }

  /** The name in paths of a kind that it knows. */
  static String resource(String kind) {
    return kinds()
        .filter(known -> known.kind().equals(kind))
        .map(AllowedKind::resource)
        .findFirst()
        .orElse(kind);
  }

  private static String version(String group) {
    return group.equals("autoscaling") ? "v2" : "v1";
  }

  private static JsonNode groups() {
    ArrayNode groups = JSON.createArrayNode();
    kinds()
        .map(AllowedKind::group)
        .filter(group -> !group.isEmpty())
        .distinct()
        .forEach(
            group -> {
              ObjectNode version =
                  JSON.createObjectNode()
                      .put("groupVersion", group + "/" + version(group))
                      .put("version", version(group));
              ObjectNode entry = groups.addObject().put("name", group);
              entry.putArray("versions").add(version);
              entry.set("preferredVersion", version);
            });
    ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
    list.set("groups", groups);
    return list;
  }

  private static JsonNode resources(String group, String version) {
    ObjectNode list =
        JSON.createObjectNode()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode all = list.putArray("resources");
    kinds()
        .filter(kind -> kind.group().equals(group))
        .forEach(
            kind -> {
              ObjectNode entry =
                  all.addObject()
                      .put("name", kind.resource())
                      .put("singularName", "")
                      .put("namespaced", true)
                      .put("kind", kind.kind());
              entry.putArray("verbs").add("create").add("get").add("list");
            });
    return list;
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    send(exchange, status, JSON.writeValueAsBytes(answer), "application/json");
  }

  private static void send(HttpExchange exchange, int status, byte[] answer, String type)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
