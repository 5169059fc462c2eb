package io.github.statefulsetlab.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Set;

/**
 * Namespaces of the lab's own. No pod in them may ask for more than Pod Security level {@code
 * baseline} allows; that it is not {@code restricted} is only warned about.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security
 *     Admission</a>
 */
public final class Namespaces {

  private static final String WARN = "pod-security.kubernetes.io/warn";

  private static final Map<String, String> POD_SECURITY =
      Map.of("pod-security.kubernetes.io/enforce", "baseline", WARN, "restricted");

  /** There is none, or it is another one. */
  private static final Set<Integer> GONE = Set.of(404, 409);

  private Namespaces() {}

  /** The labels of each namespace of this run. */
  public static Map<String, String> labels() {
    return ToolboxTemplate.LABELS;
  }

  public static Namespace create(KubernetesClient client, String name) {
    return client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(ToolboxTemplate.LABELS)
                .addToLabels(POD_SECURITY)
                .endMetadata()
                .build())
        .create();
  }

  /** Has kubectl warn no more of each pod that a person starts there. */
  public static void forPeople(KubernetesClient client, String name) {
    client
        .namespaces()
        .withName(name)
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .removeFromLabels(WARN)
                    .endMetadata()
                    .build());
  }

  /**
   * Deletes the namespace unless somebody else has made it, or makes one of that name meanwhile.
   */
  public static void delete(KubernetesClient client, String name) {
    Namespace found = client.namespaces().withName(name).get();
    if (found != null && isOfThisRun(found)) {
      deleteOnly(client, found);
    }
  }

  private static void deleteOnly(KubernetesClient client, Namespace found) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(found.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      client.raw("/api/v1/namespaces/" + found.getMetadata().getName(), "DELETE", options);
    } catch (KubernetesClientException e) {
      if (!GONE.contains(e.getCode())) {
        throw e;
      }
    }
  }

  /** Stops the pods that most charts have, quickly, so that others have room. */
  public static void stopPods(KubernetesClient client, String name) {
    client.apps().statefulSets().inNamespace(name).delete();
    client.apps().deployments().inNamespace(name).delete();
    deletePods(client, name);
  }

  /**
   * Stops whatever else makes pods, after {@link #stopPods}, and deletes the Services and the
   * NetworkPolicies, whose rules each node keeps as long as they are there. The namespace stays,
   * and so do its claims.
   */
  public static void stopAll(KubernetesClient client, String name) {
    client.batch().v1().cronjobs().inNamespace(name).delete();
    client.batch().v1().jobs().inNamespace(name).delete();
    client.apps().daemonSets().inNamespace(name).delete();
    client.apps().replicaSets().inNamespace(name).delete();
    client.replicationControllers().inNamespace(name).delete();
    deletePods(client, name);
    client.services().inNamespace(name).delete();
    client.network().v1().networkPolicies().inNamespace(name).delete();
  }

  private static void deletePods(KubernetesClient client, String name) {
    client.pods().inNamespace(name).withGracePeriod(0).delete();
  }

  /** Nobody else knows the labels of this run. */
  static boolean isOfThisRun(Namespace namespace) {
    return namespace.getMetadata().getLabels() != null
        && namespace.getMetadata().getLabels().entrySet().containsAll(labels().entrySet());
  }

  /** Waits for the default ServiceAccount, without which no pod can be created. */
  static void awaitServiceAccount(KubernetesClient client, String namespace) {
    await("the default ServiceAccount of namespace " + namespace)
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(
            () ->
                client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
  }
}
