package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Patches that are written down as data. Each throws a {@link ChartException} when there is nothing
 * that it applies to: an edit without effect is a mistake.
 */
public final class ManifestEdits {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestEdits() {}

  /**
   * A JSON merge patch to the objects of a kind.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
   */
  public static Patch merge(String kind, Optional<String> name, JsonNode changes) {
    tools.jackson.databind.JsonNode merged = JSON.readTree(changes.toString());
    return each(
        "merged into " + target(kind, name) + ": " + changes,
        kind,
        name,
        object -> merged(object, merged));
  }

  /**
   * A JSON patch to the objects of a kind.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
   */
  public static Patch json(String kind, Optional<String> name, JsonNode operations) {
    tools.jackson.databind.JsonNode patch = JSON.readTree(operations.toString());
    return each(
        "patched in " + target(kind, name) + ": " + operations,
        kind,
        name,
        object -> patched(patch, object, target(kind, name)));
  }

  private static tools.jackson.databind.JsonNode patched(
      tools.jackson.databind.JsonNode patch,
      tools.jackson.databind.JsonNode object,
      String target) {
    try {
      return JsonPatch.apply(patch, object);
    } catch (JsonPatchException e) {
      throw new ChartException(
          "The JSON patch to %s does not apply: %s".formatted(target, e.getMessage()), e);
    }
  }

  /** Leaves an object out. */
  public static Patch delete(String kind, String name) {
    return new Patch(
        "without " + target(kind, Optional.of(name)),
        objects -> {
          List<HasMetadata> kept = new ArrayList<>(objects);
          if (!kept.removeIf(object -> matches(object, kind, Optional.of(name)))) {
            throw nothing(kind, Optional.of(name), objects);
          }
          return kept;
        });
  }

  /** Adds an object. */
  public static Patch add(JsonNode manifest) {
    return new Patch(
        "added: " + manifest,
        objects -> {
          List<HasMetadata> more = new ArrayList<>(objects);
          more.add(read(manifest.toString()));
          return more;
        });
  }

  private static Patch each(
      String description,
      String kind,
      Optional<String> name,
      UnaryOperator<tools.jackson.databind.JsonNode> edit) {
    return new Patch(
        description,
        objects -> {
          if (objects.stream().noneMatch(object -> matches(object, kind, name))) {
            throw nothing(kind, name, objects);
          }
          return objects.stream()
              .map(object -> matches(object, kind, name) ? edited(object, edit) : object)
              .toList();
        });
  }

  private static HasMetadata edited(
      HasMetadata object, UnaryOperator<tools.jackson.databind.JsonNode> edit) {
    return read(edit.apply(JSON.readTree(Serialization.asJson(object))).toString());
  }

  private static HasMetadata read(String json) {
    try {
      return Serialization.unmarshal(json);
    } catch (RuntimeException e) {
      throw new ChartException("An edit does not leave a Kubernetes object: " + json, e);
    }
  }

  private static tools.jackson.databind.JsonNode merged(
      tools.jackson.databind.JsonNode into, tools.jackson.databind.JsonNode changes) {
    if (!(changes instanceof ObjectNode fields)) {
      return changes;
    }
    ObjectNode result = into instanceof ObjectNode object ? object : JSON.createObjectNode();
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
              }
            });
    return result;
  }

  private static boolean matches(HasMetadata object, String kind, Optional<String> name) {
    return object.getKind().equals(kind)
        && name.map(object.getMetadata().getName()::equals).orElse(true);
  }

  private static String target(String kind, Optional<String> name) {
    return kind + name.map(n -> "/" + n).orElse("");
  }

  private static ChartException nothing(
      String kind, Optional<String> name, List<HasMetadata> objects) {
    return new ChartException(
        "There is no %s to edit, only %s."
            .formatted(
                target(kind, name),
                objects.stream()
                    .map(o -> target(o.getKind(), Optional.of(o.getMetadata().getName())))
                    .toList()));
  }
}
