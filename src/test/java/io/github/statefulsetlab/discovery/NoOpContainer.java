package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Containers that do nothing, in the place of some whose images could not be pulled. */
final class NoOpContainer {

  private static final long NOBODY = 65534;

  private NoOpContainer() {}

  /** Makes the container one that ends at once, with success. */
  static void thatEnds(Container container, String image) {
    run(container, image, "exit 0");
  }

  /** Makes the container one that stays until it is told to go. */
  static void thatStays(Container container, String image) {
    run(container, image, "trap 'exit 0' TERM; while :; do sleep 3600 & wait; done");
  }

  /** The image has no user of its own, and the chart may say that root is none. */
  private static void beSomebody(Container container) {
    SecurityContext context =
        Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    if (context.getRunAsUser() == null) {
      context.setRunAsUser(NOBODY);
      container.setSecurityContext(context);
    }
  }

  private static void run(Container container, String image, String script) {
    container.setImage(image);
    container.setImagePullPolicy("IfNotPresent");
    container.setCommand(new ArrayList<>(List.of("sh", "-c", script)));
    container.setArgs(new ArrayList<>());
    container.setWorkingDir(null);
    container.setLifecycle(null);
    container.setLivenessProbe(null);
    beSomebody(container);
    container.setReadinessProbe(null);
    container.setStartupProbe(null);
  }
}
