package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the API server asks of every object of a kind. It is asked for before anything is installed,
 * so that whatever looks at an object finds these fields.
 */
final class Completeness {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TEMPLATE =
      List.of("/spec/template/metadata/labels", "/spec/template/spec/containers");
  private static final List<String> JOB = List.of("/spec/template/spec/containers");
  private static final String CLAIMS = "/spec/volumeClaimTemplates";

  private static final Map<String, List<String>> FIELDS =
      Map.ofEntries(
          Map.entry("Service", List.of("/spec")),
          Map.entry("PersistentVolumeClaim", List.of("/spec")),
          Map.entry("PodDisruptionBudget", List.of("/spec")),
          Map.entry("HorizontalPodAutoscaler", List.of("/spec/scaleTargetRef/name")),
          Map.entry("Ingress", List.of("/spec")),
          Map.entry("Pod", List.of("/spec/containers")),
          Map.entry("StatefulSet", TEMPLATE),
          Map.entry("Deployment", TEMPLATE),
          Map.entry("DaemonSet", TEMPLATE),
          Map.entry("ReplicaSet", TEMPLATE),
          Map.entry("ReplicationController", TEMPLATE),
          Map.entry("Job", JOB),
          Map.entry("CronJob", List.of("/spec/jobTemplate/spec/template/spec/containers")));

  private Completeness() {}

  /**
   * Refuses an object without them.
   *
   * @throws ChartException that names the object and the field
   */
  static void require(HasMetadata object) {
    String name = String.valueOf(object.getKind()) + "/" + name(object);
    JsonNode tree = tree(object, name);
    Stream<String> needed =
        Stream.concat(
            Stream.of("/metadata/name"), FIELDS.getOrDefault(object.getKind(), List.of()).stream());
    needed.filter(field -> isMissing(tree.at(field))).forEach(field -> refuse(name, field));
    for (JsonNode claim : tree.at(CLAIMS)) {
      Stream.of("/metadata/name", "/spec")
          .filter(field -> isMissing(claim.at(field)))
          .forEach(field -> refuse(name, CLAIMS + "/0" + field));
    }
    emptyItem(tree, "").ifPresent(field -> refuse(name, field));
    RequiredFields.missing(object.getKind(), tree).ifPresent(field -> refuse(name, field));
    RequiredFields.noQuantity(object.getKind(), tree)
        .ifPresent(
            field -> {
              throw new ChartException(
                  "%s, %s: not a quantity, such as 500m or 64Mi."
                      .formatted(name, field.substring(1).replace('/', '.')));
            });
  }

  private static boolean isMissing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty())
        || (value.isArray() && value.isEmpty());
  }

  private static void refuse(String name, String field) {
    throw new ChartException(
        "%s has no %s, and the API server refuses it without. Add it to the template."
            .formatted(name, field.substring(1).replace('/', '.')));
  }

  /** A dash with nothing behind it. */
  private static Optional<String> emptyItem(JsonNode value, String path) {
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      Optional<String> found =
          value.get(i).isNull()
              ? Optional.of("%s/%d".formatted(path, i))
              : emptyItem(value.get(i), "%s/%d".formatted(path, i));
      if (found.isPresent()) {
        return found;
      }
    }
    return value.properties().stream()
        .flatMap(field -> emptyItem(field.getValue(), path + "/" + field.getKey()).stream())
        .findFirst();
  }

  private static String name(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata()).map(m -> m.getName()).orElse("?");
  }

  private static JsonNode tree(HasMetadata object, String name) {
    try {
      return JSON.readTree(Serialization.asJson(object));
    } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
      throw new ChartException(name + " is nested too deeply.", e);
    }
  }
}
