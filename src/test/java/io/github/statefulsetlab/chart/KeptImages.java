package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Containers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that a StatefulSet's containers have, for another edition of its chart. */
public final class KeptImages {

  private KeptImages() {}

  /** Gives containers of the same name in the set of the same name the images that they have. */
  public static Patch of(StatefulSet set) {
    Map<String, String> images =
        containers(set)
            .filter(container -> container.getImage() != null)
            .collect(
                Collectors.toMap(Container::getName, Container::getImage, (one, other) -> one));
    return Patch.statefulSet(
        "images kept",
        changed -> {
          if (changed.getMetadata().getName().equals(set.getMetadata().getName())) {
            containers(changed)
                .filter(container -> images.containsKey(container.getName()))
                .forEach(container -> container.setImage(images.get(container.getName())));
          }
        });
  }

  private static Stream<Container> containers(StatefulSet set) {
    return Containers.all(set.getSpec().getTemplate().getSpec());
  }
}
