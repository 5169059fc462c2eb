package io.github.statefulsetlab.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The single values in a piece of a Kubernetes object, by the path of each. */
final class Leaves {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> values = new TreeMap<>();

  private Leaves() {}

  /**
   * Those of the fields of a part.
   *
   * @param path the part's own path, as in {@code spec}; empty for a whole object
   * @param without fields of the part that are left out
   */
  static Leaves of(String path, Object part, Set<String> without) {
    Leaves leaves = new Leaves();
    tree(Serialization.asJson(part))
        .properties()
        .forEach(
            field -> {
              if (!without.contains(field.getKey())) {
                leaves.collect(below(path, field.getKey()), field.getValue());
              }
            });
    return leaves;
  }

  /** The paths under which there is another value, or none, in one of both. */
  SortedSet<String> pathsThatDifferFrom(Leaves other) {
    SortedSet<String> paths = new TreeSet<>(values.keySet());
    paths.addAll(other.values.keySet());
    paths.removeIf(path -> value(path).equals(other.value(path)));
    return paths;
  }

  /** The value there; {@code nothing} if there is none. */
  String value(String path) {
    return values.getOrDefault(path, "nothing");
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An object that was parsed before is not JSON.", e);
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private void collect(String path, JsonNode node) {
    if (node.isValueNode()) {
      values.put(path, node.asText());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect("%s[%d]".formatted(path, i), node.get(i));
      }
    } else {
      node.properties().forEach(field -> collect(below(path, field.getKey()), field.getValue()));
    }
  }
}
