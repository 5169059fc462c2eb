package io.github.statefulsetlab.chart.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses charts that would reach beyond their namespace, or beyond what a pod may do: the first of
 * two fences, which tells a student what to change. A chart can render to something else once it is
 * installed, so there is a second one on the cluster, which this one knows nothing of.
 */
public final class ManifestGuard {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> REACHABLE = List.of("NodePort", "LoadBalancer");

  private ManifestGuard() {}

  /**
   * Refuses the chart's rendered objects, hooks among them, where they ask for too much.
   *
   * @param namespace the release's
   * @throws ChartException that lists every offence with its object, field and remedy
   */
  public static void check(Manifests manifests, String namespace, Tenancy tenancy) {
    List<HasMetadata> objects = manifests.objects();
    refuse(
        Stream.concat(
            objects.stream()
                .flatMap(object -> ObjectRules.offences(object, root(object), namespace, tenancy)),
            secondWayIn(objects)));
  }

  private static void refuse(Stream<Violation> offences) {
    List<String> found = offences.map(offence -> "- " + offence).distinct().toList();
    if (!found.isEmpty()) {
      throw new ChartException(
          "The chart requests things that are not allowed in a lab:\n" + String.join("\n", found));
    }
  }

  /** One Service may be reached from outside the cluster, a second one is one too many. */
  private static Stream<Violation> secondWayIn(List<HasMetadata> objects) {
    return objects.stream()
        .filter(object -> object.getKind().equals("Service"))
        .map(object -> root(object).at("spec.type"))
        .filter(type -> REACHABLE.contains(type.text()))
        .skip(1)
        .map(
            type ->
                type.offence(
                    "Make it ClusterIP: only one Service may be reachable from outside the cluster."));
  }

  private static Field root(HasMetadata object) {
    JsonNode tree = tree(object);
    JsonNode name = tree.path("metadata").path("name");
    return new Field(object.getKind() + "/" + name.asText("?"), "", "", tree);
  }

  private static JsonNode tree(HasMetadata object) {
    try {
      return JSON.readTree(Serialization.asJson(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was parsed from JSON is JSON.", e);
    }
  }
}
