package io.github.statefulsetlab.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must not change while a StatefulSet lives: all of its spec but a few fields, see <a
 * href="https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go">ValidateStatefulSetUpdate</a>.
 */
public final class ImmutableFields {

  private static final Set<String> MUTABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ImmutableFields() {}

  /** The fields that differ and must not, as in {@code spec.serviceName: web, not web-2}. */
  public static List<String> changed(StatefulSet before, StatefulSet after) {
    Map<String, String> old = leaves(before);
    Map<String, String> now = leaves(after);
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    return paths.stream()
        .filter(path -> !value(old, path).equals(value(now, path)))
        .map(path -> "%s: %s, not %s".formatted(path, value(now, path), value(old, path)))
        .toList();
  }

  private static String value(Map<String, String> leaves, String path) {
    return leaves.getOrDefault(path, "nothing");
  }

  private static Map<String, String> leaves(StatefulSet set) {
    JsonNode spec = tree(Serialization.asJson(set.getSpec()));
    Map<String, String> leaves = new TreeMap<>();
    spec.fields()
        .forEachRemaining(
            field -> {
              if (!MUTABLE.contains(field.getKey())) {
                collect("spec." + field.getKey(), field.getValue(), leaves);
              }
            });
    return leaves;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A StatefulSet that was parsed before is no JSON.", e);
    }
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isValueNode()) {
      leaves.put(path, node.asText());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect("%s[%d]".formatted(path, i), node.get(i), leaves);
      }
    } else {
      node.fields()
          .forEachRemaining(
              field -> collect(path + "." + field.getKey(), field.getValue(), leaves));
    }
  }
}
