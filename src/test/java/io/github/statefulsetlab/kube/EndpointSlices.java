package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pods a Service's EndpointSlices name, and what they say of them, see <a
 * href="https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/">EndpointSlices</a>.
 * A Service may have several.
 */
public final class EndpointSlices {

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private EndpointSlices() {}

  /** Whether the Service sends requests to this pod. */
  public static boolean isReady(List<EndpointSlice> slices, Service service, String pod) {
    return endpoints(slices, service)
        .filter(EndpointSlices::isReady)
        .anyMatch(endpoint -> pod(endpoint).equals(Optional.of(pod)));
  }

  /** The pods that the Service selects, ready or not, by name. */
  public static Set<String> pods(List<EndpointSlice> slices, Service service) {
    return endpoints(slices, service).flatMap(e -> pod(e).stream()).collect(sorted());
  }

  /** The pods that the Service sends requests to, by name. */
  public static Set<String> readyPods(List<EndpointSlice> slices, Service service) {
    return endpoints(slices, service)
        .filter(EndpointSlices::isReady)
        .flatMap(e -> pod(e).stream())
        .collect(sorted());
  }

  /** An endpoint that does not say is ready, by the API's own rule. */
  private static boolean isReady(Endpoint endpoint) {
    return endpoint.getConditions() == null
        || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
  }

  private static Optional<String> pod(Endpoint endpoint) {
    return Optional.ofNullable(endpoint.getTargetRef())
        .filter(target -> "Pod".equals(target.getKind()))
        .map(target -> target.getName());
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

  private static java.util.stream.Collector<String, ?, Set<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }
}
