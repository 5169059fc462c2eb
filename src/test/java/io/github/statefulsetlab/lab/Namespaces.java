package io.github.statefulsetlab.lab;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Namespaces of the lab's own. */
final class Namespaces {

  private Namespaces() {}

  static Namespace create(KubernetesClient client, String name) {
    return client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(GraderPod.LABELS)
                .endMetadata()
                .build())
        .create();
  }

  /** Waits for the default ServiceAccount, without which no pod can be created. */
  static void awaitServiceAccount(KubernetesClient client, String namespace) {
    await("the default ServiceAccount of namespace " + namespace)
        .atMost(Waits.CHANGE)
        .pollInterval(Waits.POLL)
        .until(
            () ->
                client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
  }
}
