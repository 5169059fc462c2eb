package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster that somebody else runs. Labs live in namespaces of their own and are cleaned up. */
public final class ExistingCluster implements LabCluster {

  private final KubernetesClient client;
  private final Path kubeConfig;

  private ExistingCluster(KubernetesClient client, Path kubeConfig) {
    this.client = client;
    this.kubeConfig = kubeConfig;
  }

  /**
   * Connects to the current context of a kubeconfig.
   *
   * @throws ClusterException if the file can't be read or the cluster does not answer
   */
  public static ExistingCluster connect(Path kubeConfig) {
    KubernetesClient client = new KubernetesClientBuilder().withConfig(read(kubeConfig)).build();
    try {
      client.getKubernetesVersion();
    } catch (KubernetesClientException e) {
      throw new ClusterException(
          "The cluster of %s does not answer at %s: %s"
              .formatted(kubeConfig, client.getMasterUrl(), e.getMessage()),
          e);
    }
    return new ExistingCluster(client, kubeConfig);
  }

  private static Config read(Path kubeConfig) {
    try {
      return Config.fromKubeconfig(Files.readString(kubeConfig));
    } catch (IOException e) {
      throw new ClusterException(
          "Can't read the kubeconfig %s. Set KUBECONFIG, or -Dlab.kubeconfig=FILE."
              .formatted(kubeConfig),
          e);
    }
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeConfig() {
    return kubeConfig;
  }

  @Override
  public String description() {
    return "existing";
  }

  /** Nodes of kind, k3d and the like are containers here, named after their host name. */
  @Override
  public Optional<NodeShell> shell(String node) {
    try {
      DockerEngine engine = DockerEngine.connect();
      Optional<Container> container = engine.containerWithHostName(node);
      return container.map(c -> new NodeShell(engine.client(), c.getId()));
    } catch (ClusterException e) {
      return Optional.empty();
    }
  }

  @Override
  public void load(Path tar) {
    List<String> nodes =
        client.nodes().list().getItems().stream()
            .map(Node::getMetadata)
            .map(m -> m.getName())
            .toList();
    for (String node : nodes) {
      shell(node)
          .orElseThrow(
              () ->
                  new ClusterException(
                      "Node %s is not a container on this machine, so the counter's image can't be put there. Push it to a registry that the cluster reaches and name it: -Dlab.image=REFERENCE (./lab grade --image REFERENCE)."
                          .formatted(node)))
          .load(tar);
    }
  }

  @Override
  public boolean isEphemeral() {
    return false;
  }

  @Override
  public void close() {
    client.close();
  }
}
