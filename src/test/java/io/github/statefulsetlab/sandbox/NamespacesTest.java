package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A namespace of the lab")
class NamespacesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isKnownByTheLabelsOfThisRun() {
    assertThat(isOurs(Namespaces.labels())).isTrue();
    assertThat(isOurs(Map.of())).isFalse();
    assertThat(isOurs(Map.of("app.kubernetes.io/managed-by", "statefulset-lab"))).isFalse();
    assertThat(
            isOurs(
                Map.of(
                    "app.kubernetes.io/managed-by", "statefulset-lab",
                    "statefulset-lab.github.io/run", "another")))
        .isFalse();
  }

  private static boolean isOurs(Map<String, String> labels) {
    return Namespaces.isOfThisRun(
        new NamespaceBuilder().withNewMetadata().withLabels(labels).endMetadata().build());
  }

  @ParameterizedTest(name = "where the API server answers {0}")
  @ValueSource(ints = {200, 404, 409})
  void isDeletedIfItIsStillTheOneThatWasLookedAt(int status) throws IOException {
    try (Api api = new Api(namespace(Namespaces.labels()), status)) {
      Namespaces.delete(api.client(), "lab");

      assertThat(api.asked).containsExactly("GET ", "DELETE u-1");
    }
  }

  @Test
  void staysIfSomebodyElseHasMadeIt() throws IOException {
    try (Api api = new Api(namespace(Map.of("a", "b")), 200)) {
      Namespaces.delete(api.client(), "lab");

      assertThat(api.asked).containsExactly("GET ");
    }
  }

  @Test
  void isNotKeptInSilenceWhereItMayNotBeDeleted() throws IOException {
    try (Api api = new Api(namespace(Namespaces.labels()), 403)) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> Namespaces.delete(api.client(), "lab"));
    }
  }

  private static Namespace namespace(Map<String, String> labels) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("lab")
        .withUid("u-1")
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  /** An API server that has one namespace, and tells with which UID it was to be deleted. */
  private static final class Api implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final KubernetesClient client;

    Api(Namespace namespace, int toDelete) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/api/v1/namespaces/lab",
          exchange -> {
            JsonNode sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(
                exchange.getRequestMethod()
                    + " "
                    + sent.path("preconditions").path("uid").asText());
            byte[] answer = Serialization.asJson(namespace).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(
                exchange.getRequestMethod().equals("GET") ? 200 : toDelete, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      client =
          new KubernetesClientBuilder()
              .withConfig(
                  new ConfigBuilder()
                      .withAutoConfigure(false)
                      .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                      .withRequestRetryBackoffLimit(0)
                      .build())
              .build();
    }

    KubernetesClient client() {
      return client;
    }

    @Override
    public void close() {
      client.close();
      server.stop(0);
    }
  }
}
