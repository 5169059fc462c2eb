package io.github.statefulsetlab.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** A Kubernetes cluster that labs are installed on. */
public sealed interface LabCluster extends AutoCloseable permits K3sCluster, ExistingCluster {

  /** A client with the rights of a cluster administrator. */
  KubernetesClient client();

  /** A kubeconfig file for tools that want one. */
  Path kubeConfig();

  /** What runs here, for reports: the k3s image, the node image, or "existing". */
  String description();

  /** The Kubernetes version, for instance {@code v1.36.3}. */
  default String kubernetesVersion() {
    return client().getKubernetesVersion().getGitVersion();
  }

  /** A shell on the node of that name, where this machine's Docker engine runs it. */
  Optional<NodeShell> shell(String node);

  /**
   * Makes an image available to the cluster's nodes without a registry.
   *
   * @param tar an image archive as {@code docker save} writes it
   * @throws ClusterException if the nodes can't be reached that way
   */
  void load(Path tar);

  /**
   * Fails where the disk that the cluster writes to is nearly full, as far as that can be seen.
   *
   * @throws ClusterException that says which disk it is
   */
  default void requireRoom() {}

  /** Whether the cluster disappears with the run, so that nothing needs to be cleaned up in it. */
  boolean isEphemeral();

  /**
   * Empties the volumes of a namespace that is given up, where their room is the others' as well.
   *
   * @throws ClusterException if the node refuses
   */
  default void emptyVolumes(String namespace) {}

  @Override
  void close();
}
