package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.statefulsetlab.kube.ObjectNames;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a rendered object that Kubernetes does not have where they stand: the API server leaves
 * them out without a word that a person would see.
 */
public final class UnknownFields {

  private static final String MODEL = "io.fabric8.kubernetes.api.model";
  private static final int MOST_SHOWN = 5;
  private static final String UNKNOWN = "getAdditionalProperties";

  private final List<String> paths = new ArrayList<>();

  private UnknownFields() {}

  /**
   * Their paths, as in {@code spec.template.spec.livenessProbe}. Of custom resources nothing is
   * known.
   */
  public static List<String> of(HasMetadata object) {
    UnknownFields fields = new UnknownFields();
    if (!(object instanceof GenericKubernetesResource)) {
      fields.collect(object, "");
    }
    return List.copyOf(fields.paths);
  }

  /** What is said of them; empty where there are none. */
  public static Optional<String> note(HasMetadata object) {
    List<String> paths = of(object);
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no effect in %s: there is no such field in that place (\"kubectl explain %s --recursive\" shows where it belongs)"
                .formatted(
                    String.join(", ", paths.subList(0, Math.min(MOST_SHOWN, paths.size()))),
                    ObjectNames.of(object),
                    object.getKind().toLowerCase(Locale.ROOT)));
  }

  private void collect(@Nullable Object value, String path) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), "%s[%d]".formatted(path, i));
      }
    } else if (value != null && value.getClass().getName().startsWith(MODEL)) {
      getters(value).forEach(getter -> collect(value, getter, path));
    }
  }

  private void collect(Object owner, Method getter, String path) {
    Object value = call(owner, getter);
    if (getter.getName().equals(UNKNOWN) && value instanceof Map<?, ?> unknown) {
      unknown.keySet().stream()
          .map(name -> below(path, String.valueOf(name)))
          .sorted()
          .forEach(paths::add);
    } else {
      collect(value, below(path, field(getter)));
    }
  }

  private static Stream<Method> getters(Object value) {
    return Stream.of(value.getClass().getMethods())
        .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
        .filter(
            method ->
                method.getName().equals(UNKNOWN)
                    || method.getReturnType().getName().startsWith(MODEL)
                    || List.class.isAssignableFrom(method.getReturnType()))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static @Nullable Object call(Object owner, Method getter) {
    try {
      return getter.invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("A getter of the Kubernetes model failed: " + getter, e);
    }
  }

  private static String field(Method getter) {
    String name = getter.getName().substring("get".length());
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
