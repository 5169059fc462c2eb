package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets those pods call the API server that run as a ServiceAccount of their chart's own, whose Role
 * says what they may do. All others have no token, and nothing to ask it.
 */
public final class ApiAccess {

  /** Accounts that are in each lab's namespace, whatever the chart brings. */
  private static final Set<String> OF_THE_SANDBOX = Set.of("default", InstallerAccount.NAME);

  private final List<Map<String, String>> callers;

  private ApiAccess(List<Map<String, String>> callers) {
    this.callers = callers;
  }

  /** For a chart that nobody has rendered, whose pods have no such account. */
  static ApiAccess none() {
    return new ApiAccess(List.of());
  }

  /** The pods of these manifests, hooks included. */
  public static ApiAccess of(Manifests manifests) {
    return new ApiAccess(
        manifests.objects().stream()
            .filter(ApiAccess::hasAnAccountOfItsOwn)
            .map(Workloads::podLabels)
            .filter(labels -> !labels.isEmpty())
            .distinct()
            .toList());
  }

  private static boolean hasAnAccountOfItsOwn(HasMetadata workload) {
    return Workloads.template(workload)
        .map(PodTemplateSpec::getSpec)
        .map(spec -> spec.getServiceAccountName())
        .filter(name -> !name.isEmpty() && !OF_THE_SANDBOX.contains(name))
        .isPresent();
  }

  /**
   * One policy for each kind of such pods.
   *
   * @param apiServer where the Service {@code kubernetes} leads to; asked for if there are any
   */
  List<NetworkPolicy> policies(String namespace, Supplier<List<EndpointSlice>> apiServer) {
    if (callers.isEmpty()) {
      return List.of();
    }
    List<NetworkPolicyEgressRule> egress =
        apiServer.get().stream().flatMap(slice -> egress(slice).stream()).toList();
    return IntStream.range(0, callers.size())
        .mapToObj(i -> policy(namespace, i, callers.get(i), egress))
        .toList();
  }

  /** Policies see addresses after those of Services have been translated. */
  private static Optional<NetworkPolicyEgressRule> egress(EndpointSlice slice) {
    List<NetworkPolicyPeer> peers =
        Stream.ofNullable(slice.getEndpoints())
            .flatMap(List::stream)
            .flatMap(endpoint -> endpoint.getAddresses().stream())
            .map(SandboxLimits::address)
            .toList();
    List<NetworkPolicyPort> ports =
        Stream.ofNullable(slice.getPorts())
            .flatMap(List::stream)
            .map(port -> port.getPort())
            .filter(Objects::nonNull)
            .map(port -> SandboxLimits.port("TCP", port))
            .toList();
    return peers.isEmpty()
        ? Optional.empty()
        : Optional.of(new NetworkPolicyEgressRuleBuilder().withTo(peers).withPorts(ports).build());
  }

  private static NetworkPolicy policy(
      String namespace,
      int number,
      Map<String, String> caller,
      List<NetworkPolicyEgressRule> apiServer) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("%s-api-%d".formatted(SandboxLimits.NAME, number))
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(caller)
        .endPodSelector()
        .withPolicyTypes("Egress")
        .withEgress(apiServer)
        .endSpec()
        .build();
  }
}
