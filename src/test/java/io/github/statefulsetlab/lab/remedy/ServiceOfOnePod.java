package io.github.statefulsetlab.lab.remedy;

import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.kube.Services;
import java.util.Optional;

/** A Service whose selector has a label that each pod of a StatefulSet has with another value. */
public final class ServiceOfOnePod {

  private ServiceOfOnePod() {}

  /** What to change; empty if it selects by labels that all pods share. */
  public static Optional<String> remedy(Service service) {
    return Services.labelOfOnePod(service)
        .map(
            label ->
                "Service %s selects one pod by its label %s. Remove that label from spec.selector of the Service, so that only labels common to all pods remain."
                    .formatted(service.getMetadata().getName(), label));
  }
}
