package io.github.statefulsetlab.selftest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.support.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * An API server that says of itself that it can be used, and knows nothing else: enough for what a
 * run does before it installs a chart.
 */
final class FakeApiServer implements AutoCloseable {

  private static final String NOT_FOUND =
      """
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}\
      """;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/version",
          """
          {"major":"1","minor":"36","gitVersion":"v1.36.3"}\
          """,
          "/api/v1/nodes",
          """
          {"kind":"NodeList","apiVersion":"v1","items":[{"metadata":{"name":"node"},
           "status":{"conditions":[{"type":"Ready","status":"True"}]}}]}\
          """,
          "/apis/storage.k8s.io/v1/storageclasses",
          """
          {"kind":"StorageClassList","apiVersion":"storage.k8s.io/v1","items":[{"metadata":
           {"name":"local","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},
           "provisioner":"none"}]}\
          """,
          "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices",
          """
          {"kind":"EndpointSliceList","apiVersion":"discovery.k8s.io/v1","items":[{"metadata":
           {"name":"kube-dns"},"addressType":"IPv4","endpoints":[{"addresses":["10.0.0.1"],
           "conditions":{"ready":true}}]}]}\
          """);

  private final HttpServer server;
  private final CountDownLatch open = new CountDownLatch(1);

  /** What was asked, as in {@code GET /version}, in the order of the answers. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private FakeApiServer(HttpServer server) {
    this.server = server;
  }

  /** Listens on a port of the loopback interface, and keeps whoever asks waiting. */
  static FakeApiServer thatIsComingUp() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeApiServer server = new FakeApiServer(http);
    http.setExecutor(new DaemonThreads("fake-api-server"));
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** Answers at once. */
  static FakeApiServer start() throws IOException {
    FakeApiServer server = thatIsComingUp();
    server.comeUp();
    return server;
  }

  /** From here on it answers. */
  void comeUp() {
    open.countDown();
  }

  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    Optional<String> answer =
        Optional.ofNullable(ANSWERS.get(exchange.getRequestURI().getPath()))
            .filter(known -> exchange.getRequestMethod().equals("GET"));
    byte[] body = answer.orElse(NOT_FOUND).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /**
   * Settings of a run on it.
   *
   * @param folder for its kubeconfig
   */
  Settings settings(Path folder, Duration timeLimit) throws IOException {
    return builder(folder).image(Optional.of("example.com/counter:1")).timeLimit(timeLimit).build();
  }

  /** Settings of a run on it that would have to put the app's image there. */
  Settings settingsWithoutImage(Path folder) throws IOException {
    return builder(folder).build();
  }

  private Settings.Builder builder(Path folder) throws IOException {
    Path kubeConfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%s"}}]
            contexts: [{name: fake, context: {cluster: fake}}]
            current-context: fake
            """
                .formatted(String.valueOf(server.getAddress().getPort())));
    return Settings.builder().existingCluster(kubeConfig).reports(folder).version("test").seed(1);
  }

  @Override
  public void close() {
    comeUp();
    server.stop(0);
  }
}
