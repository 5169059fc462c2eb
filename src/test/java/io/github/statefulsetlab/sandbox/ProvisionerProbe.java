package io.github.statefulsetlab.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.kube.Claims;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Finds out whether a cluster has a provisioner that works: without one all claims stay pending,
 * and no chart is to blame. A claim of the default StorageClass is made, and a pod that mounts it.
 */
public final class ProvisionerProbe {

  /**
   * A provisioner tells that it begins with a claim within a second of being asked; where many pods
   * start at once on two cores, one that works was seen to take more than 30.
   */
  private static final Duration UNNOTICED = Duration.ofSeconds(60);

  /** For the pod to be given a node, without which most provisioners are not asked. */
  private static final Duration ASKED = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofSeconds(1);

  /** What the controller says of a claim when it leaves it to a provisioner. */
  private static final String LEFT_TO_PROVISIONER = "ExternalProvisioning";

  /** What provisioners say when they have seen a claim. */
  private static final List<String> SEEN =
      List.of("Provisioning", "ProvisioningSucceeded", "ProvisioningFailed");

  private final KubernetesClient client;
  private final String namespace;
  private final String claim = ToolboxTemplate.name("control");

  private ProvisionerProbe(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Tries it out.
   *
   * @param namespace one without a chart
   * @return why claims get no volumes, as a sentence; empty where they do, and where that can't be
   *     told
   */
  public static Optional<String> whyNoVolumes(
      KubernetesClient client, String namespace, String image) {
    Optional<StorageClass> byDefault = ClusterReadiness.defaultClass(client);
    return byDefault.isPresent() && new ProvisionerProbe(client, namespace).isUnnoticed(image)
        ? byDefault.map(ProvisionerProbe::sentence)
        : Optional.empty();
  }

  private static String sentence(StorageClass byDefault) {
    return "The cluster makes no volumes: the provisioner of its StorageClass %s (%s) has not seen a new claim within %d s."
        .formatted(
            byDefault.getMetadata().getName(), byDefault.getProvisioner(), UNNOTICED.toSeconds());
  }

  private boolean isUnnoticed(String image) {
    Pod pod = pod(image);
    try {
      client.resource(claim()).create();
      client.resource(pod).create();
      return awaitUnnoticed();
    } finally {
      client.resource(pod).withGracePeriod(0).delete();
      client.persistentVolumeClaims().inNamespace(namespace).withName(claim).delete();
    }
  }

  private boolean awaitUnnoticed() {
    return comes("the claim left to its provisioner, or seen", ASKED, () -> isAsked() || isSeen())
        && !comes("the claim seen by its provisioner", UNNOTICED, this::isSeen);
  }

  private static boolean comes(String what, Duration atMost, Callable<Boolean> condition) {
    try {
      await(what).atMost(atMost).pollInterval(POLL).until(condition);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private boolean isAsked() {
    return told().contains(LEFT_TO_PROVISIONER);
  }

  private boolean isSeen() {
    PersistentVolumeClaim now =
        client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get();
    return now == null || Claims.isBound(now) || told().stream().anyMatch(SEEN::contains);
  }

  /** The reasons of the events about the claim. */
  private List<String> told() {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> claim.equals(event.getInvolvedObject().getName()))
        .map(Event::getReason)
        .toList();
  }

  private PersistentVolumeClaim claim() {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(claim)
        .withLabels(ToolboxTemplate.LABELS)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .withRequests(Map.of("storage", new Quantity("1Mi")))
        .endResources()
        .endSpec()
        .build();
  }

  private Pod pod(String image) {
    return ToolboxTemplate.withClaim(
        ToolboxTemplate.pod(client.namespaces().withName(namespace).require(), "control", image),
        claim);
  }
}
