package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;

/** Containers that do nothing, in the place of some whose images could not be pulled. */
final class NoOpContainer {

  private NoOpContainer() {}

  /** Makes the container one that ends at once, with success. */
  static void thatEnds(Container container, String image) {
    run(container, image, "exit 0");
  }

  /** Makes the container one that stays until it is told to go. */
  static void thatStays(Container container, String image) {
    run(container, image, "trap 'exit 0' TERM; while :; do sleep 3600 & wait; done");
  }

  private static void run(Container container, String image, String script) {
    container.setImage(image);
    container.setImagePullPolicy("IfNotPresent");
    container.setCommand(new ArrayList<>(List.of("sh", "-c", script)));
    container.setArgs(new ArrayList<>());
    container.setWorkingDir(null);
    container.setLifecycle(null);
    container.setLivenessProbe(null);
    container.setReadinessProbe(null);
    container.setStartupProbe(null);
  }
}
