package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/** Which of a pod's containers is meant. */
public final class Containers {

  private Containers() {}

  /** The container that declares this port; where none does, the first. */
  public static Container serving(int port, PodSpec spec) {
    List<Container> containers = spec.getContainers();
    return containers.stream()
        .filter(c -> c.getPorts().stream().anyMatch(p -> p.getContainerPort() == port))
        .findFirst()
        .orElseGet(() -> containers.get(0));
  }
}
