package io.github.statefulsetlab.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.Kubeconfig;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.support.Futures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What keeps a chart inside its namespace, whatever it renders to: an installer without rights
 * elsewhere, quotas, limits and a network policy. Pod Security is a label of the namespace, see
 * {@link Namespaces}.
 */
public final class Sandbox implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final Path kubeConfig;

  private Sandbox(Path kubeConfig) {
    this.kubeConfig = kubeConfig;
  }

  /**
   * Creates a namespace with a fence like a lab's, for charts with one port of the nodes, without
   * installing anything there.
   */
  public static Sandbox aroundNew(LabCluster cluster, String namespace) {
    Namespaces.create(cluster.client(), namespace);
    return around(cluster, namespace, 1, List.of(), ApiAccess.none());
  }

  /**
   * Puts up a fence around a new namespace. Its parts are made side by side; it stands on return.
   *
   * @param nodePorts how many ports of the nodes its Services may have
   * @param nodes the nodes' addresses
   * @param access which pods may call the API server
   */
  public static Sandbox around(
      LabCluster cluster, String namespace, int nodePorts, List<String> nodes, ApiAccess access) {
    KubernetesClient client = cluster.client();
    List<ResourceQuota> quotas = SandboxLimits.quotas(namespace, nodePorts);
    List<HasMetadata> installer = InstallerAccount.objects(namespace);
    CompletableFuture<String> token =
        create(client, installer.get(0))
            .thenApply(account -> InstallerAccount.token(client, namespace));
    List<CompletableFuture<?>> parts =
        Stream.<CompletableFuture<?>>concat(
                Stream.of(
                        installer.subList(1, installer.size()),
                        List.of(
                            SandboxLimits.limits(namespace),
                            SandboxLimits.policy(namespace, nodes)),
                        access.policies(namespace, () -> apiServer(client)))
                    .flatMap(Collection::stream)
                    .map(part -> create(client, part)),
                Stream.concat(
                    Stream.of(tokenless(client, namespace)),
                    quotas.stream()
                        .map(q -> create(client, q).thenAccept(made -> awaitKnown(client, q)))))
            .toList();
    parts.forEach(Futures::await);
    return new Sandbox(Kubeconfig.withToken(cluster.kubeConfig(), namespace, Futures.await(token)));
  }

  private static CompletableFuture<HasMetadata> create(KubernetesClient client, HasMetadata part) {
    return Futures.background(() -> client.resource(part).create());
  }

  private static List<EndpointSlice> apiServer(KubernetesClient client) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace("default")
        .withLabel("kubernetes.io/service-name", "kubernetes")
        .list()
        .getItems();
  }

  /** The default ServiceAccount, whether Kubernetes has made it yet or not. */
  private static CompletableFuture<ServiceAccount> tokenless(
      KubernetesClient client, String namespace) {
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName("default")
            .endMetadata()
            .withAutomountServiceAccountToken(false)
            .build();
    return Futures.background(() -> client.resource(account).forceConflicts().serverSideApply());
  }

  /** Until then everything that the quota counts is refused. */
  private static void awaitKnown(KubernetesClient client, ResourceQuota quota) {
    await("the status of quota " + quota.getMetadata().getName())
        .atMost(Timeouts.SHOW)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> isKnown(client.resource(quota).get()));
  }

  private static boolean isKnown(ResourceQuota quota) {
    return quota.getStatus() != null
        && quota.getStatus().getHard() != null
        && quota.getStatus().getHard().equals(quota.getSpec().getHard());
  }

  /** The installer's kubeconfig. */
  public Path kubeConfig() {
    return kubeConfig;
  }

  /** The rest goes with the namespace. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(kubeConfig);
    } catch (IOException e) {
      throw new ClusterException("Can't delete " + kubeConfig + ".", e);
    }
  }
}
