package io.github.statefulsetlab.lab.patch;

import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.ObjectNames;
import java.util.List;
import java.util.Optional;

/** Patches of Services that make a lab fit what is asked of it. */
public final class ServicePatches {

  private static final String CLIENT_IP = "ClientIP";

  private ServicePatches() {}

  /**
   * No session affinity, so that the requests of one client are spread over the pods; empty where
   * no Service has any.
   */
  public static Optional<Patch> withoutSessionAffinity(Manifests manifests) {
    List<Service> sticky =
        manifests.of(Service.class).stream().filter(ServicePatches::isSticky).toList();
    return sticky.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Patch.each(
                Service.class,
                "sessionAffinity of %s left out, so that one client reaches all pods"
                    .formatted(ObjectNames.joined(sticky)),
                ServicePatches::isSticky,
                ServicePatches::spread));
  }

  private static boolean isSticky(Service service) {
    return service.getSpec() != null && CLIENT_IP.equals(service.getSpec().getSessionAffinity());
  }

  private static void spread(Service service) {
    service.getSpec().setSessionAffinity(null);
    service.getSpec().setSessionAffinityConfig(null);
  }
}
