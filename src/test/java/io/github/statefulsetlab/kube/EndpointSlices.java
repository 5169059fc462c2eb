package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which pods a Service's EndpointSlices name, and what they say of them. */
public final class EndpointSlices {

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private EndpointSlices() {}

  /** Whether the Service sends requests to this pod. */
  public static boolean isReady(List<EndpointSlice> slices, Service service, String pod) {
    return endpoints(slices, service)
        .filter(e -> e.getTargetRef() != null && pod.equals(e.getTargetRef().getName()))
        .anyMatch(
            e -> e.getConditions() != null && Boolean.TRUE.equals(e.getConditions().getReady()));
  }

  private static Stream<Endpoint> endpoints(List<EndpointSlice> slices, Service service) {
    return slices.stream()
        .filter(slice -> belongsTo(slice, service.getMetadata().getName()))
        .flatMap(slice -> Optional.ofNullable(slice.getEndpoints()).orElse(List.of()).stream());
  }

  private static boolean belongsTo(EndpointSlice slice, String service) {
    return service.equals(
        Optional.ofNullable(slice.getMetadata().getLabels()).orElse(Map.of()).get(SERVICE_NAME));
  }
}
