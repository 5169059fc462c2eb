package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.kube.ContainerResources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What charts can ask of a cluster beside what is graded.
 *
 * @param nodes the labels of each node; empty where nobody may look
 * @param nodeNames the names of its nodes
 * @param largestNode what can be requested of cpu and memory on the node that has most of it
 * @param devices the resources that some node has beside those that every node has
 * @param priorityClasses the names of its PriorityClasses
 * @param runtimeClasses the names of its RuntimeClasses
 * @param dualStack whether its pods have addresses of both families
 * @param storageClasses the provisioners of its StorageClasses, by their names; empty where nobody
 *     may look
 * @param defaultClass the StorageClass of claims that name none
 */
public record ClusterShape(
    List<Map<String, String>> nodes,
    Set<String> nodeNames,
    Map<String, BigDecimal> largestNode,
    Set<String> devices,
    Set<String> priorityClasses,
    Set<String> runtimeClasses,
    boolean dualStack,
    Map<String, String> storageClasses,
    Optional<String> defaultClass) {

  private static final List<String> SIZES = List.of("cpu", "memory", "ephemeral-storage");

  /** Provisioners whose volumes are folders of a node. */
  private static final Set<String> FOLDERS =
      Set.of("rancher.io/local-path", "k8s.io/minikube-hostpath", "docker.io/hostpath");

  /** Those of them that refuse a claim for many nodes. */
  private static final Set<String> OF_ONE_NODE = Set.of("rancher.io/local-path");

  /** Of which nothing is known, so that nothing is left out for it. */
  public static final ClusterShape UNKNOWN =
      new ClusterShape(
          List.of(),
          Set.of(),
          Map.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          true,
          Map.of(),
          Optional.empty());

  /** As the API server tells it; {@link #UNKNOWN} where it does not let us look. */
  public static ClusterShape of(KubernetesClient client) {
    try {
      return of(
          client.nodes().list().getItems(),
          client.scheduling().v1().priorityClasses().list().getItems(),
          client.runtimeClasses().list().getItems(),
          client.storage().v1().storageClasses().list().getItems());
    } catch (KubernetesClientException e) {
      return UNKNOWN;
    }
  }

  /** Of these nodes, PriorityClasses, RuntimeClasses and StorageClasses. */
  static ClusterShape of(
      List<Node> nodes,
      List<? extends HasMetadata> priorityClasses,
      List<? extends HasMetadata> runtimeClasses,
      List<StorageClass> storageClasses) {
    Map<String, BigDecimal> largest = new LinkedHashMap<>();
    for (String size : SIZES) {
      nodes.stream()
          .flatMap(node -> allocatable(node, size).stream())
          .max(BigDecimal::compareTo)
          .ifPresent(most -> largest.put(size, most));
    }
    return new ClusterShape(
        nodes.stream()
            .map(node -> Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of()))
            .toList(),
        names(nodes),
        largest,
        devices(nodes),
        names(priorityClasses),
        names(runtimeClasses),
        nodes.stream()
            .anyMatch(
                node ->
                    node.getSpec() != null
                        && node.getSpec().getPodCIDRs() != null
                        && node.getSpec().getPodCIDRs().size() > 1),
        storageClasses.stream()
            .collect(
                Collectors.toMap(
                    made -> made.getMetadata().getName(),
                    made -> String.valueOf(made.getProvisioner()),
                    (one, other) -> one,
                    TreeMap::new)),
        ClusterReadiness.defaultClass(storageClasses).map(made -> made.getMetadata().getName()));
  }

  /** Whether any of its provisioners may make raw block volumes. */
  boolean blockVolumes() {
    return storageClasses.isEmpty()
        || storageClasses.values().stream().anyMatch(made -> !FOLDERS.contains(made));
  }

  /**
   * Whether a volume of this StorageClass can be mounted on one node only.
   *
   * @param name the StorageClass; null for the default one
   */
  boolean isOfOneNode(@Nullable String name) {
    return Optional.ofNullable(name)
        .or(() -> defaultClass)
        .map(storageClasses::get)
        .filter(OF_ONE_NODE::contains)
        .isPresent();
  }

  private static Set<String> names(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> devices(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> Stream.ofNullable(node.getStatus()))
        .flatMap(status -> Stream.ofNullable(status.getAllocatable()))
        .flatMap(amounts -> amounts.entrySet().stream())
        .filter(amount -> !SIZES.contains(amount.getKey()))
        .filter(amount -> Quantity.getAmountInBytes(amount.getValue()).signum() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<BigDecimal> allocatable(Node node, String size) {
    return Optional.ofNullable(node.getStatus())
        .flatMap(status -> ContainerResources.amount(status.getAllocatable(), size));
  }

  /** Whether a node has all of these labels. */
  boolean anyNodeHas(Map<String, String> labels) {
    return nodes.stream().anyMatch(node -> node.entrySet().containsAll(labels.entrySet()));
  }

  /** How many values of this label there are among the nodes. */
  int domains(String key) {
    return (int)
        nodes.stream().flatMap(node -> Stream.ofNullable(node.get(key))).distinct().count();
  }
}
