package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A change to rendered manifests before they are installed.
 *
 * @param description what it changes, as the evidence tells it
 */
public record Patch(String description, UnaryOperator<List<HasMetadata>> change) {

  /** A patch to the chart's StatefulSets. */
  public static Patch statefulSet(String description, Consumer<StatefulSet> change) {
    return each(StatefulSet.class, description, set -> true, change);
  }

  /**
   * A patch to the chart's objects of a kind.
   *
   * @param which those of them that are changed
   */
  public static <T extends HasMetadata> Patch each(
      Class<T> kind, String description, Predicate<T> which, Consumer<T> change) {
    return new Patch(
        description,
        objects -> {
          objects.stream().filter(kind::isInstance).map(kind::cast).filter(which).forEach(change);
          return objects;
        });
  }
}
