package io.github.statefulsetlab.selftest;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A namespace inside a lab's fence and one outside it, to try in both what no chart may have: the
 * second shows that it would succeed.
 *
 * @param admin may do everything
 * @param installer may do what whoever installs a chart in the fence may do
 * @param fenced the namespace inside the fence
 * @param open the namespace without one
 * @param others more namespaces that go with it
 */
record FencedNamespaces(
    KubernetesClient admin,
    KubernetesClient installer,
    String fenced,
    String open,
    Sandbox fence,
    List<String> others)
    implements AutoCloseable {

  /** How long the API server may take to act by what was created. */
  static final Duration SOON = Duration.ofSeconds(10);

  /** Creates both, and returns once pods can be made in them. */
  static FencedNamespaces on(LabCluster cluster) throws IOException {
    String fenced = name("fenced");
    Sandbox fence = Sandbox.aroundNew(cluster, fenced);
    KubernetesClient installer =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(fence.kubeConfig())))
            .build();
    FencedNamespaces both =
        new FencedNamespaces(
            cluster.client(), installer, fenced, name("open"), fence, new ArrayList<>());
    both.create(both.open(), Map.of());
    return both;
  }

  private static String name(String what) {
    return "lab-%s-%s".formatted(what, UUID.randomUUID().toString().substring(0, 5));
  }

  /** Creates another namespace with these labels; returns its name. */
  String another(String what, Map<String, String> labels) {
    String namespace = name(what);
    others.add(namespace);
    create(namespace, labels);
    return namespace;
  }

  private void create(String namespace, Map<String, String> labels) {
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    await("the default ServiceAccount of " + namespace)
        .atMost(SOON)
        .until(
            () -> admin.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
  }

  @Override
  public void close() {
    others.forEach(namespace -> admin.namespaces().withName(namespace).delete());
    admin.namespaces().withName(open).delete();
    admin.namespaces().withName(fenced).delete();
    installer.close();
    fence.close();
  }
}
