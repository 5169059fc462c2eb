package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The objects that a chart renders to. */
public record Manifests(List<HasMetadata> objects) {

  private static final String HOOK = "helm.sh/hook";
  private static final Pattern SEPARATOR = Pattern.compile("(?dm)^---\\s*$");
  private static final Pattern LINE_END = Pattern.compile("[\n\r\u0085\u2028\u2029]");
  private static final int LONGEST_SHOWN = 2_000;

  private static final List<CoercionInputShape> NO_TEXT =
      List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);

  /**
   * To the API server a field that is null is one that is not there, an entry of a map or a list
   * that is null is an empty one, and a number is not text: it refuses a variable's {@code value:
   * 8080} and {@code replicas: "3"}.
   */
  private static final KubernetesSerialization TYPED =
      new KubernetesSerialization(
          JsonMapper.builder()
              .changeDefaultNullHandling(
                  nulls -> JsonSetter.Value.forValueNulls(Nulls.SKIP, Nulls.AS_EMPTY))
              .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
              .withCoercionConfig(
                  LogicalType.Textual,
                  text -> NO_TEXT.forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
              .build(),
          true);

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
    if (!(parsed instanceof KubernetesResourceList<?> list)) {
      return Stream.of(requireObject(parsed));
    }
    List<?> items = list.getItems() == null ? List.of() : list.getItems();
    return items.stream().map(Manifests::item);
  }

  /** What has no metadata is sent to the API server by some requests, and kept by none. */
  private static HasMetadata requireObject(KubernetesResource parsed) {
    if (parsed instanceof HasMetadata object) {
      return object;
    }
    throw new ChartException(
        "A rendered manifest is not an object that a cluster keeps: its kind is %s. Remove it from the template."
            .formatted(parsed.getClass().getSimpleName()));
  }

  /**
   * Helm takes a list apart once: the API server would be asked for a list in a list. It looks for
   * hooks before that, so that an item is none, whatever its annotations say.
   */
  private static HasMetadata item(@Nullable Object item) {
    if (item instanceof HasMetadata object) {
      if (isHook(object)) {
        object.getMetadata().getAnnotations().remove(HOOK);
      }
      return object;
    }
    throw new ChartException(
        "A rendered List has an item that is not a Kubernetes object. Write its objects as"
            + " documents of their own.");
  }

  /** The documents that hold more than comments, told apart as Helm does: by line feeds alone. */
  public static List<String> documents(String yaml) {
    return SEPARATOR.splitAsStream(yaml).filter(text -> !isComment(text)).toList();
  }

  /** YAML knows more ends of lines than Helm. */
  private static boolean isComment(String document) {
    return LINE_END
        .splitAsStream(document)
        .allMatch(line -> line.isBlank() || line.startsWith("#"));
  }

  private static KubernetesResource unmarshal(String document) {
    Map<?, ?> written = Map.of();
    try {
      written = requireKind(document);
      KubernetesResource read =
          TYPED.unmarshal(
              new java.io.ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
      MistypedField.textInPlaceOfAnother(document, written, TYPED.convertValue(read, Map.class))
          .ifPresent(
              what -> {
                throw new ChartException(what);
              });
      return read;
    } catch (ChartException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw new ChartException("A rendered manifest is nested too deeply.", e);
    } catch (RuntimeException e) {
      throw new ChartException(
          MistypedField.in(document, written, e)
              .orElseGet(
                  () ->
                      "A rendered manifest is not a Kubernetes object: %s%n%s"
                          .formatted(cut(deepest(e)), cut(document.strip()))),
          e);
    }
  }

  private static String deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + " …";
  }

  /**
   * These, if each has what the API server asks of its kind.
   *
   * @throws ChartException that names the object and the field that is missing
   */
  public Manifests requireComplete() {
    objects.forEach(Completeness::require);
    return this;
  }

  /** Said here, for a server that is asked to create it only answers that it finds no such page. */
  private static Map<?, ?> requireKind(String document) {
    Map<?, ?> fields = Serialization.unmarshal(document, Map.class);
    for (String field : List.of("apiVersion", "kind")) {
      if (fields == null || fields.get(field) == null) {
        throw new IllegalArgumentException(field + " is missing; add it to the template.");
      }
      if (!(fields.get(field) instanceof String)) {
        throw new IllegalArgumentException(field + " is not text; write it in quotes.");
      }
    }
    return fields == null ? Map.of() : fields;
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
    List<HasMetadata> changed =
        patches.isEmpty() ? objects : objects.stream().map(Serialization::clone).toList();
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
    return Set.of("test", "test-success")
        .contains(String.valueOf(object.getMetadata().getAnnotations().get(HOOK)));
  }

  /** Whether Helm treats the object as a hook. */
  public static boolean isHook(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata())
        .map(m -> m.getAnnotations())
        .orElse(Map.of())
        .containsKey(HOOK);
  }
}
