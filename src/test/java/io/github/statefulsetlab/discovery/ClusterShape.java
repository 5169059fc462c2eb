package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.kube.ContainerResources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What charts can ask of a cluster beside what is graded.
 *
 * @param nodes the labels of each node; empty where nobody may look
 * @param nodeNames the names of its nodes
 * @param largestNode what can be requested of cpu and memory on the node that has most of it
 * @param priorityClasses the names of its PriorityClasses
 * @param dualStack whether its pods have addresses of both families
 * @param blockVolumes whether any of its provisioners may make raw block volumes
 */
public record ClusterShape(
    List<Map<String, String>> nodes,
    Set<String> nodeNames,
    Map<String, BigDecimal> largestNode,
    Set<String> priorityClasses,
    boolean dualStack,
    boolean blockVolumes) {

  private static final List<String> SIZES = List.of("cpu", "memory");

  /** Provisioners whose volumes are folders of a node. */
  private static final Set<String> FOLDERS =
      Set.of("rancher.io/local-path", "k8s.io/minikube-hostpath", "docker.io/hostpath");

  /** Of which nothing is known, so that nothing is left out for it. */
  public static final ClusterShape UNKNOWN =
      new ClusterShape(List.of(), Set.of(), Map.of(), Set.of(), true, true);

  /** As the API server tells it; {@link #UNKNOWN} where it does not let us look. */
  public static ClusterShape of(KubernetesClient client) {
    try {
      return of(
          client.nodes().list().getItems(),
          client.scheduling().v1().priorityClasses().list().getItems(),
          client.storage().v1().storageClasses().list().getItems());
    } catch (KubernetesClientException e) {
      return UNKNOWN;
    }
  }

  /** Of these nodes, PriorityClasses and StorageClasses. */
  static ClusterShape of(
      List<Node> nodes,
      List<? extends HasMetadata> priorityClasses,
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
        names(priorityClasses),
        nodes.stream()
            .anyMatch(
                node ->
                    node.getSpec() != null
                        && node.getSpec().getPodCIDRs() != null
                        && node.getSpec().getPodCIDRs().size() > 1),
        storageClasses.stream()
                .map(StorageClass::getProvisioner)
                .anyMatch(made -> !FOLDERS.contains(made))
            || storageClasses.isEmpty());
  }

  private static Set<String> names(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(object -> object.getMetadata().getName())
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
