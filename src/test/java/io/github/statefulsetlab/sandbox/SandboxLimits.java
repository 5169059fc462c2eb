package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.policy.AllowedKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much a lab's namespace may hold, and whom its pods may talk to. */
public final class SandboxLimits {

  static final String NAME = "statefulset-lab";

  /** What nobody's chart needs more of, by the quota's names. */
  private static final Map<String, String> MOST =
      Map.ofEntries(
          Map.entry("pods", "20"),
          Map.entry("persistentvolumeclaims", "20"),
          Map.entry("requests.storage", "50Gi"),
          Map.entry("requests.memory", "4Gi"),
          Map.entry("requests.cpu", "16"),
          Map.entry("limits.memory", "40Gi"),
          Map.entry("count/pods", "100"),
          Map.entry("services", "20"),
          Map.entry("services.loadbalancers", "1"),
          Map.entry("configmaps", "50"),
          Map.entry("secrets", "50"),
          Map.entry("count/serviceaccounts", "20"),
          Map.entry("count/statefulsets.apps", "10"),
          Map.entry("count/deployments.apps", "10"),
          Map.entry("count/replicasets.apps", "50"),
          Map.entry("count/daemonsets.apps", "10"),
          Map.entry("count/jobs.batch", "20"),
          Map.entry("count/cronjobs.batch", "10"));

  /** Of each other kind that a chart may have. */
  private static final String OF_ANY_KIND = "50";

  private static final int MOST_NODE_PORTS = 8;

  private static final Map<String, Quantity> SMALL =
      quantities(Map.of("cpu", "10m", "memory", "32Mi", "ephemeral-storage", "1Mi"));

  /** No limit of processor time: it would make an app start slowly. */
  private static final Map<String, Quantity> ENOUGH =
      quantities(Map.of("memory", "1Gi", "ephemeral-storage", "1Gi"));

  private static final Map<String, Quantity> LARGEST =
      quantities(Map.of("memory", "2Gi", "ephemeral-storage", "4Gi"));

  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** Where NodeLocal DNSCache answers, on clusters that have it. */
  private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

  private static final int DNS = 53;

  private SandboxLimits() {}

  /** The most of a resource that all pods, or all claims, of a namespace may request together. */
  public static Quantity together(String request) {
    return new Quantity(Objects.requireNonNull(MOST.get(request)));
  }

  /** The most of each resource that one container may use. */
  public static Map<String, Quantity> ofOneContainer() {
    return LARGEST;
  }

  /** What a container may use that sets no limit of its own. */
  public static Map<String, Quantity> unlessSaid() {
    return ENOUGH;
  }

  /** The quotas of a namespace. Nothing can be created before their status is known. */
  static List<ResourceQuota> quotas(String namespace, int nodePorts) {
    Map<String, Quantity> most = quantities(MOST);
    AllowedKind.ALL.stream()
        .filter(kind -> !MOST.containsKey(kind.resource()))
        .forEach(kind -> most.putIfAbsent(count(kind), new Quantity(OF_ANY_KIND)));
    most.put("services.nodeports", new Quantity(String.valueOf(nodePorts)));
    return List.of(
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(NAME)
            .endMetadata()
            .withNewSpec()
            .withHard(most)
            .endSpec()
            .build(),
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(NAME + "-no-system-priority")
            .endMetadata()
            .withNewSpec()
            .withHard(Map.of("pods", new Quantity("0")))
            .withNewScopeSelector()
            .addNewMatchExpression()
            .withScopeName("PriorityClass")
            .withOperator("In")
            .withValues("system-cluster-critical", "system-node-critical")
            .endMatchExpression()
            .endScopeSelector()
            .endSpec()
            .build());
  }

  /** As in {@code count/jobs.batch}. */
  private static String count(AllowedKind kind) {
    return "count/" + kind.resource() + (kind.group().isEmpty() ? "" : "." + kind.group());
  }

  /** As many as the one Service has that may be reached from outside, and always one. */
  public static int nodePorts(Manifests manifests) {
    int most =
        manifests.of(Service.class).stream()
            .map(Service::getSpec)
            .filter(s -> "NodePort".equals(s.getType()) || "LoadBalancer".equals(s.getType()))
            .mapToInt(s -> s.getPorts().size())
            .max()
            .orElse(1);
    return Math.max(1, Math.min(most, MOST_NODE_PORTS));
  }

  /** What containers get that ask for nothing, and the most that one may ask for. */
  static LimitRange limits(String namespace) {
    return new LimitRangeBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .addNewLimit()
        .withType("Container")
        .withDefaultRequest(SMALL)
        .withDefault(ENOUGH)
        .withMax(LARGEST)
        .endLimit()
        .endSpec()
        .build();
  }

  /**
   * Pods talk to those of their own namespace and to the cluster's DNS; graders and nodes, from
   * where the API server's proxy comes, talk to them.
   *
   * @param nodes the nodes' addresses
   */
  static NetworkPolicy policy(String namespace, List<String> nodes) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withFrom(
            Stream.concat(
                    Stream.of(sameNamespace(), graders()),
                    nodes.stream().map(SandboxLimits::address))
                .toList())
        .endIngress()
        .addNewEgress()
        .withTo(sameNamespace())
        .endEgress()
        .addNewEgress()
        .withTo(clusterDns(), block(NODE_LOCAL_DNS))
        .withPorts(port("UDP", DNS), port("TCP", DNS))
        .endEgress()
        .endSpec()
        .build();
  }

  private static NetworkPolicyPeer sameNamespace() {
    return new NetworkPolicyPeerBuilder().withNewPodSelector().endPodSelector().build();
  }

  private static NetworkPolicyPeer graders() {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .withMatchLabels(ToolboxTemplate.LABELS)
        .endNamespaceSelector()
        .withNewPodSelector()
        .withMatchLabels(ToolboxTemplate.LABELS)
        .endPodSelector()
        .build();
  }

  private static NetworkPolicyPeer clusterDns() {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .addToMatchLabels(NAMESPACE_NAME, "kube-system")
        .endNamespaceSelector()
        .build();
  }

  static NetworkPolicyPeer address(String ip) {
    return block(ip.contains(":") ? ip + "/128" : ip + "/32");
  }

  private static NetworkPolicyPeer block(String cidr) {
    return new NetworkPolicyPeerBuilder().withNewIpBlock().withCidr(cidr).endIpBlock().build();
  }

  static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder().withProtocol(protocol).withNewPort(number).build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> amounts) {
    return amounts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new Quantity(e.getValue())));
  }
}
