package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.sandbox.BoundedOutput;
import io.github.statefulsetlab.sandbox.Browser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
@DisplayName("A page of a pod")
class ProxiedPageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String POD = "/api/v1/namespaces/a/pods/web-0:80/proxy/";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, 404, "nothing here"));
    server.createContext("/count", exchange -> answer(exchange, 200, "größe 7"));
    server.createContext(
        "/agent",
        exchange ->
            answer(
                exchange,
                200,
                String.join(
                    ",", exchange.getRequestHeaders().getOrDefault("User-Agent", List.of()))));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/",
        exchange ->
            answer(
                exchange,
                200,
                "<a href=\"/api/v1/namespaces/a/pods/web-0:80/proxy/hello\">hello</a>"));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/old", exchange -> sendOn(exchange, POD + "new"));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/new",
        exchange -> answer(exchange, 200, "visits: 7"));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/secrets",
        exchange -> sendOn(exchange, "/api/v1/namespaces/a/secrets"));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/up",
        exchange -> sendOn(exchange, POD + "../../../secrets"));
    server.createContext(
        "/api/v1/namespaces/a/pods/web-0:80/proxy/circle",
        exchange -> sendOn(exchange, POD + "circle"));
    server.createContext("/broken", exchange -> answer(exchange, 503, "disk full"));
    server.createContext("/endless", ProxiedPageTest::pour);
    server.createContext("/silent", exchange -> exchange.sendResponseHeaders(200, 0));
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                    .build())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void sendOn(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, 302, "");
  }

  private static void answer(HttpExchange exchange, int status, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Until the client has had enough. */
  private static void pour(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(chunk);
      }
    }
  }

  @Test
  void isWhatWasAnswered() {
    assertThat(ProxiedPage.get(client, "/count", PATIENCE)).contains("größe 7");
    assertThat(ProxiedPage.get(client, "/nowhere", PATIENCE)).isEmpty();
  }

  @Test
  void isTheOneThatTheAppSendsOnTo() {
    assertThat(ProxiedPage.get(client, POD + "old", PATIENCE)).contains("visits: 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "up", "circle"})
  void isNoneOfTheApiServersOwnAndNoCircle(String page) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> ProxiedPage.get(client, POD + page, PATIENCE));
  }

  /** The API server makes them lead through its proxy. */
  @Test
  void hasTheLinksThatTheAppGaveIt() {
    assertThat(ProxiedPage.get(client, "/api/v1/namespaces/a/pods/web-0:80/proxy/", PATIENCE))
        .contains("<a href=\"/hello\">hello</a>");
  }

  @Test
  void isAskedForAsABrowserDoes() {
    assertThat(ProxiedPage.get(client, "/agent", PATIENCE)).contains(Browser.AGENT);
  }

  @Test
  void thatTellsOfAProblemSaysWhich() {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> ProxiedPage.get(client, "/broken", PATIENCE))
        .withMessageContaining("disk full")
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(503));
  }

  @Test
  void thatNeverEndsIsCut() {
    assertThat(ProxiedPage.get(client, "/endless", PATIENCE).orElseThrow())
        .hasSizeBetween(BoundedOutput.MOST, BoundedOutput.MOST + 100);
  }

  @Test
  void thatSaysNothingIsGivenUp() {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> ProxiedPage.get(client, "/silent", Duration.ofSeconds(1)))
        .withMessage("no complete answer within 1 s");
  }
}
