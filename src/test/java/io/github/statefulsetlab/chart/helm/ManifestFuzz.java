package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.cluster.ExistingCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what the guard has seen of a template with what Helm asks an API server to create: of
 * the chart that holds what was checked, and of the template itself.
 */
final class ManifestFuzz implements AutoCloseable {

  /** What is said of a template that both have read in one way, and installed. */
  static final String SAME = "the same";

  private static final String NAMESPACE = "default";
  private static final String RELEASE = "it";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Path folder;
  private final RecordingCluster server;
  private final Path kubeConfig;
  private final ExistingCluster cluster;
  private final HelmRunner helm = new HelmRunner();

  ManifestFuzz(Path folder) throws IOException {
    this.folder = folder;
    this.server = RecordingCluster.start();
    this.kubeConfig = server.kubeConfig(folder.resolve("kubeconfig"));
    this.cluster = ExistingCluster.connect(kubeConfig);
  }

  /**
   * What came of a template.
   *
   * @param finding what must not be; empty where all is well
   * @param what in a few words, for the sum at the end
   */
  record Outcome(Optional<String> finding, String what) {

    private static Outcome finding(String what, String text) {
      return new Outcome(Optional.of(what + ".\n" + text), what);
    }

    private static Outcome fine(String what) {
      return new Outcome(Optional.empty(), what);
    }
  }

  /** Has both look at what a template renders to. */
  Outcome of(String template) throws IOException {
    Path chart = Files.createTempDirectory(folder, "chart");
    try {
      Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
      Files.writeString(
          Files.createDirectory(chart.resolve("templates")).resolve("it.yaml"), template);
      return compared(chart);
    } finally {
      FileTrees.discard(chart);
    }
  }

  private Outcome compared(Path chart) {
    Release release =
        new Release(
            helm,
            cluster,
            () -> kubeConfig,
            Chart.read(chart),
            Values.NONE,
            RELEASE,
            NAMESPACE,
            List.of());
    Optional<String> refusal = Optional.empty();
    List<String> seen = List.of();
    try {
      Manifests manifests = release.manifests();
      seen = manifests.objects().stream().map(ManifestFuzz::canonical).toList();
      release.install(manifests, List.of());
    } catch (ChartException e) {
      refusal = Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return Outcome.finding("a fault of the grader's own", e.toString());
    }
    List<RecordingCluster.Created> made = server.takeCreated();
    List<String> created = canonical(made);
    List<String> unseen = without(created, seen);
    if (!unseen.isEmpty()) {
      return Outcome.finding(
          "created what was not checked",
          "created: %s%nchecked: %s".formatted(unseen, without(seen, created)));
    }
    Optional<String> helmsRefusal = asHelmItself(chart);
    List<RecordingCluster.Created> direct = server.takeCreated();
    if (refusal.isPresent() || helmsRefusal.isPresent()) {
      return Outcome.fine(
          refusal.map(ManifestFuzz::kind).orElse("installed")
              + " / "
              + helmsRefusal.map(ManifestFuzz::kind).orElse("installed"));
    }
    List<String> asWritten = typed(direct);
    List<String> asChecked = typed(made);
    return asWritten.equals(asChecked)
        ? Outcome.fine(SAME)
        : Outcome.finding(
            "created something else than Helm does of the chart as it is",
            "Helm: %s%nhere: %s"
                .formatted(without(asWritten, asChecked), without(asChecked, asWritten)));
  }

  private static String kind(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.substring(0, Math.min(90, line.length())).replaceAll("[0-9]+", "N");
  }

  private Optional<String> asHelmItself(Path chart) {
    try {
      helm.install(chart, Values.NONE, RELEASE, NAMESPACE, kubeConfig);
      return Optional.empty();
    } catch (ChartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    some.forEach(rest::remove);
    return rest;
  }

  /** As the harness would read what was created. */
  private static List<String> typed(List<RecordingCluster.Created> created) {
    return created.stream()
        .map(
            made -> {
              try {
                return canonical(
                    made,
                    Serialization.asJson(
                        Manifests.parse(made.object().toString()).objects().get(0)));
              } catch (RuntimeException e) {
                return made + ": " + e;
              }
            })
        .sorted()
        .toList();
  }

  private static List<String> canonical(List<RecordingCluster.Created> created) {
    return created.stream().map(made -> canonical(made, made.object().toString())).toList();
  }

  private static String canonical(RecordingCluster.Created made, String object) {
    return made.namespace() + " " + made.resource() + " " + plain(object);
  }

  private static String canonical(HasMetadata object) {
    return NAMESPACE
        + " "
        + RecordingCluster.resource(object.getKind())
        + " "
        + plain(Serialization.asJson(object));
  }

  /** Without what Helm adds, and without what says of an item of a List that it is a hook. */
  private static String plain(String json) {
    try {
      ObjectNode object = (ObjectNode) JSON.readTree(json);
      if (object.path("metadata") instanceof ObjectNode metadata) {
        remove(metadata, "labels", List.of("app.kubernetes.io/managed-by"));
        remove(
            metadata,
            "annotations",
            List.of("helm.sh/hook", "meta.helm.sh/release-name", "meta.helm.sh/release-namespace"));
        metadata.remove("namespace");
      }
      return JSON.writeValueAsString(JSON.treeToValue(object, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was sent as JSON is JSON.", e);
    }
  }

  private static void remove(ObjectNode metadata, String map, List<String> keys) {
    if (metadata.path(map) instanceof ObjectNode entries) {
      entries.remove(keys);
    }
    JsonNode left = metadata.path(map);
    if (left.isEmpty()) {
      metadata.remove(map);
    }
  }

  @Override
  public void close() {
    helm.close();
    cluster.close();
    server.close();
  }
}
