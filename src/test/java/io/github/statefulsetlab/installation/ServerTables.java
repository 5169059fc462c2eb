package io.github.statefulsetlab.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.sandbox.ApiUrl;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code kubectl get} prints: tables that the API server makes, see <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables">Receiving
 * resources as Tables</a>. The grader's own pods are left out.
 */
public final class ServerTables {

  private static final String AS_TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String namespace;

  public ServerTables(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Objects of one kind, as {@code kubectl} names them. */
  public enum Kind {
    PODS("po", "pod", "/api/v1", "pods"),
    STATEFUL_SETS("sts", "statefulset.apps", "/apis/apps/v1", "statefulsets"),
    SERVICES("svc", "service", "/api/v1", "services"),
    CLAIMS("pvc", "persistentvolumeclaim", "/api/v1", "persistentvolumeclaims");

    private final String shortName;
    private final String prefix;
    private final String api;
    private final String plural;

    Kind(String shortName, String prefix, String api, String plural) {
      this.shortName = shortName;
      this.prefix = prefix;
      this.api = api;
      this.plural = plural;
    }
  }

  /** The command that shows these kinds, as in {@code kubectl get po,pvc}. */
  public static String command(Kind... kinds) {
    return "kubectl get "
        + List.of(kinds).stream().map(kind -> kind.shortName).collect(Collectors.joining(","));
  }

  /**
   * The command and what it prints now, as a terminal shows both.
   *
   * @throws KubernetesClientException if the API server does not answer with tables within 10 s
   */
  public String transcript(Kind... kinds) {
    List<String> tables = new ArrayList<>();
    for (Kind kind : kinds) {
      String table = table(read(kind), kinds.length > 1 ? kind.prefix + "/" : "");
      if (!table.isEmpty()) {
        tables.add(table);
      }
    }
    String shown =
        tables.isEmpty()
            ? "No resources found in %s namespace.\n".formatted(namespace)
            : String.join("\n", tables);
    return "$ %s\n%s".formatted(command(kinds), shown);
  }

  /**
   * A table of the API server's as {@code kubectl} prints it; empty where it has no rows.
   *
   * @param prefix what stands before each name
   */
  static String table(JsonNode table, String prefix) {
    List<JsonNode> columns = new ArrayList<>();
    table.path("columnDefinitions").forEach(columns::add);
    List<Integer> shown =
        IntStream.range(0, columns.size())
            .filter(column -> columns.get(column).path("priority").asInt() == 0)
            .boxed()
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : table.path("rows")) {
      rows.add(
          shown.stream()
              .map(
                  column ->
                      (isName(columns.get(column)) ? prefix : "")
                          + firstLine(row.path("cells").path(column)))
              .toList());
    }
    return rows.isEmpty()
        ? ""
        : Tables.table(
            shown.stream()
                .map(column -> columns.get(column).path("name").asText().toUpperCase(Locale.ROOT))
                .toList(),
            rows);
  }

  private static boolean isName(JsonNode column) {
    return column.path("format").asText().equals("name");
  }

  private static String firstLine(JsonNode cell) {
    return cell.asText().split("[\\n\\r\\f]", 2)[0];
  }

  private JsonNode read(Kind kind) {
    String path =
        "%s/namespaces/%s/%s?labelSelector=%s"
            .formatted(
                kind.api,
                namespace,
                kind.plural,
                URLEncoder.encode(ToolboxPod.NOT_THE_GRADERS, StandardCharsets.UTF_8));
    HttpClient http = client.getHttpClient();
    try {
      HttpResponse<String> answer =
          http.sendAsync(
                  http.newHttpRequestBuilder()
                      .uri(ApiUrl.of(client, path))
                      .header("Accept", AS_TABLE)
                      .build(),
                  String.class)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!answer.isSuccessful()) {
        throw new KubernetesClientException(answer.bodyString(), answer.code(), null);
      }
      return JSON.readTree(answer.bodyString());
    } catch (ExecutionException | TimeoutException | IOException e) {
      throw new KubernetesClientException(
          "The API server has shown no table of %s: %s".formatted(kind.plural, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while %s were listed.".formatted(kind.plural), e);
    }
  }
}
