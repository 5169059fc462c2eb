package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects that a chart renders to. */
public record Manifests(List<HasMetadata> objects) {

  private static final String HOOK = "helm.sh/hook";

  /**
   * Parses rendered YAML; of a {@code List} its items, as Helm installs it.
   *
   * @throws ChartException if a document is no Kubernetes object
   */
  public static Manifests parse(String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    for (String document : documents(yaml)) {
      objects(unmarshal(document)).forEach(objects::add);
    }
    return new Manifests(List.copyOf(objects));
  }

  /** The object, or those of a list, which Helm takes apart as well. */
  private static Stream<HasMetadata> objects(KubernetesResource parsed) {
    if (parsed instanceof KubernetesResourceList<?> list) {
      return list.getItems().stream().flatMap(Manifests::objects);
    }
    return as(HasMetadata.class, parsed);
  }

  public static List<String> documents(String yaml) {
    return Stream.of(yaml.split("(?m)^---\\s*$"))
        .filter(text -> !text.lines().allMatch(line -> line.isBlank() || line.startsWith("#")))
        .toList();
  }

  private static KubernetesResource unmarshal(String document) {
    try {
      requireKind(document);
      return Serialization.unmarshal(
          new java.io.ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      throw new ChartException(
          "A rendered manifest is no Kubernetes object: %s%n%s"
              .formatted(e.getMessage(), document.strip()),
          e);
    }
  }

  /** Said here, for a server that is asked to create it only answers that it finds no such page. */
  private static void requireKind(String document) {
    Map<?, ?> fields = Serialization.unmarshal(document, Map.class);
    for (String field : List.of("apiVersion", "kind")) {
      if (fields == null || fields.get(field) == null) {
        throw new IllegalArgumentException(field + " is missing; add it to the template.");
      }
    }
  }

  /**
   * The objects of a type that are installed: hooks, the {@code helm test} pods among them, are
   * not.
   */
  public <T extends HasMetadata> List<T> of(Class<T> type) {
    return objects.stream().filter(o -> !isHook(o)).flatMap(o -> as(type, o)).toList();
  }

  /** The objects as these patches leave them. */
  public Manifests with(List<Patch> patches) {
    List<HasMetadata> changed = objects;
    for (Patch patch : patches) {
      changed = patch.change().apply(changed);
    }
    return new Manifests(List.copyOf(changed));
  }

  private static <T> Stream<T> as(Class<T> type, Object object) {
    return type.isInstance(object) ? Stream.of(type.cast(object)) : Stream.empty();
  }

  /** The objects that Helm runs as hooks of an install or upgrade; tests are not among them. */
  public List<HasMetadata> hooks() {
    return objects.stream().filter(Manifests::isHook).filter(o -> !isTest(o)).toList();
  }

  private static boolean isTest(HasMetadata object) {
    return Set.of("test", "test-success").contains(object.getMetadata().getAnnotations().get(HOOK));
  }

  /** Whether Helm treats the object as a hook. */
  public static boolean isHook(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata())
        .map(m -> m.getAnnotations())
        .orElse(Map.of())
        .containsKey(HOOK);
  }
}
