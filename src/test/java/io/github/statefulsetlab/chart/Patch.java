package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A change to rendered manifests before they are installed.
 *
 * @param description what it changes, as the evidence tells it
 */
public record Patch(String description, UnaryOperator<List<HasMetadata>> change) {

  /** A patch to the chart's StatefulSets. */
  public static Patch statefulSet(String description, Consumer<StatefulSet> change) {
    return new Patch(
        description,
        objects -> {
          objects.stream()
              .filter(StatefulSet.class::isInstance)
              .map(StatefulSet.class::cast)
              .forEach(change);
          return objects;
        });
  }
}
