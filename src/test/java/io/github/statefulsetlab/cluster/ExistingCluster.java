package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A cluster that somebody else runs. Labs live in namespaces of their own and are cleaned up. */
public final class ExistingCluster implements LabCluster {

  private static final int FEW = 3;
  private static final int PATIENCE_MILLIS = 10_000;

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
    Config config = read(kubeConfig);
    requireAnswer(kubeConfig, config);
    return new ExistingCluster(
        new KubernetesClientBuilder().withConfig(config).build(), kubeConfig);
  }

  /** A cluster that is there answers one of a few requests; one that is not is told of soon. */
  private static void requireAnswer(Path kubeConfig, Config config) {
    Config impatient =
        new ConfigBuilder(config)
            .withRequestRetryBackoffLimit(FEW)
            .withConnectionTimeout(PATIENCE_MILLIS)
            .withRequestTimeout(PATIENCE_MILLIS)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(impatient).build()) {
      client.getKubernetesVersion();
    } catch (KubernetesClientException e) {
      throw new ClusterException(
          "The cluster of %s does not answer at %s: %s. Is it running, and does kubectl --kubeconfig %s get nodes work?"
              .formatted(kubeConfig, config.getMasterUrl(), reason(e), kubeConfig),
          e);
    }
  }

  /** The client wraps what happened in «An error has occurred». */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(Objects.requireNonNullElse(root.getMessage(), root));
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
