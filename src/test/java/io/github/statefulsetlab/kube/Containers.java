package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.stream.Stream;

/** Which of a pod's containers is meant. */
public final class Containers {

  private Containers() {}

  /** All of a pod's containers, those that run before the others first. */
  public static Stream<Container> all(PodSpec spec) {
    return Stream.of(spec.getInitContainers(), spec.getContainers())
        .flatMap(Stream::ofNullable)
        .flatMap(List::stream);
  }

  /** Whether it is an init container that stays, as Kubernetes has them since 1.29. */
  public static boolean isSidecar(Container container) {
    return "Always".equals(container.getRestartPolicy());
  }

  /** Whether it is an init container that the others wait for; a sidecar among those stays. */
  public static boolean endsBeforeTheOthers(Container container, PodSpec spec) {
    return !isSidecar(container)
        && Stream.ofNullable(spec.getInitContainers())
            .flatMap(List::stream)
            .anyMatch(init -> init.getName().equals(container.getName()));
  }

  /** The container of this name; where there is none, the first. */
  public static Container named(String name, PodSpec spec) {
    List<Container> containers = spec.getContainers();
    return containers.stream()
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElseGet(() -> containers.get(0));
  }
}
