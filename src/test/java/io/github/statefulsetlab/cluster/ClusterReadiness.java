package io.github.statefulsetlab.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits for what Testcontainers does not wait for: a Ready node, an answering cluster DNS and a
 * default StorageClass.
 */
public final class ClusterReadiness {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private ClusterReadiness() {}

  /**
   * Returns when the cluster can run a StatefulSet.
   *
   * @throws ClusterException after two minutes, naming what is missing
   */
  public static void awaitReady(LabCluster cluster) {
    awaitReady(cluster, TIMEOUT);
  }

  /**
   * As {@link #awaitReady(LabCluster)}, with another limit for each of the three.
   *
   * @throws ClusterException after that, naming what is missing
   */
  public static void awaitReady(LabCluster cluster, Duration atMost) {
    KubernetesClient client = cluster.client();
    check(
        "a Ready node",
        atMost,
        () -> client.nodes().list().getItems().stream().anyMatch(Readiness.getInstance()::isReady));
    check("a default StorageClass", atMost, () -> defaultClass(client).isPresent());
    check(
        "a ready endpoint of the cluster's DNS (k8s-app=kube-dns)",
        atMost,
        () -> dnsHasEndpoint(client));
  }

  /** Whether a node says that it has this image. */
  public static boolean hasImage(KubernetesClient client, String image) {
    return client.nodes().list().getItems().stream().anyMatch(node -> hasImage(node, image));
  }

  /**
   * A node without a status has not said anything yet; an image that lost its tags has no names.
   */
  static boolean hasImage(Node node, String image) {
    return Stream.ofNullable(node.getStatus())
        .flatMap(status -> Stream.ofNullable(status.getImages()))
        .flatMap(List::stream)
        .flatMap(entry -> Stream.ofNullable(entry.getNames()))
        .flatMap(List::stream)
        .anyMatch(ImageName.complete(image)::equals);
  }

  /** The StorageClass that claims get when they name none. */
  public static Optional<StorageClass> defaultClass(KubernetesClient client) {
    return defaultClass(client.storage().v1().storageClasses().list().getItems());
  }

  /** The same among these. */
  public static Optional<StorageClass> defaultClass(List<StorageClass> classes) {
    return classes.stream()
        .filter(
            c ->
                "true"
                    .equals(
                        Optional.ofNullable(c.getMetadata().getAnnotations())
                            .orElse(Map.of())
                            .get(DEFAULT_CLASS)))
        .findFirst();
  }

  private static boolean dnsHasEndpoint(KubernetesClient client) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace("kube-system")
        .withLabel("kubernetes.io/service-name", "kube-dns")
        .list()
        .getItems()
        .stream()
        .map(EndpointSlice::getEndpoints)
        .filter(endpoints -> endpoints != null)
        .flatMap(List::stream)
        .anyMatch(
            e -> e.getConditions() != null && Boolean.TRUE.equals(e.getConditions().getReady()));
  }

  private static void check(String what, Duration atMost, Callable<Boolean> condition) {
    try {
      await(what).atMost(atMost).pollInterval(POLL).ignoreExceptions().until(condition);
    } catch (ConditionTimeoutException e) {
      throw new ClusterException(
          "After %d s the cluster still has no %s."
              .formatted(atMost.toSeconds(), what.replaceFirst("^a ", "")),
          e);
    }
  }
}
