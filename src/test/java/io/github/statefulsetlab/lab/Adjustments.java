package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.Optional;

/** What a chart needs changed to stand beside other labs on the same cluster. */
final class Adjustments {

  private Adjustments() {}

  /** Leaves node ports to Kubernetes; empty where the chart asks for none. */
  static Optional<Patch> freeNodePorts(Manifests manifests) {
    if (manifests.of(Service.class).stream().noneMatch(Adjustments::asksForNodePort)) {
      return Optional.empty();
    }
    return Optional.of(
        new Patch(
            "nodePort left to Kubernetes, because labs of one chart stand side by side",
            objects -> {
              objects.stream()
                  .filter(Service.class::isInstance)
                  .map(Service.class::cast)
                  .filter(Adjustments::asksForNodePort)
                  .forEach(s -> s.getSpec().getPorts().forEach(port -> port.setNodePort(null)));
              return objects;
            }));
  }

  private static boolean asksForNodePort(Service service) {
    return service.getSpec().getPorts() != null
        && service.getSpec().getPorts().stream()
            .map(ServicePort::getNodePort)
            .anyMatch(port -> port != null && port != 0);
  }
}
