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

  /** The container of this name; where there is none, the first. */
  public static Container named(String name, PodSpec spec) {
    List<Container> containers = spec.getContainers();
    return containers.stream()
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElseGet(() -> containers.get(0));
  }
}
