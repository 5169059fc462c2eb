package io.github.statefulsetlab.lab;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.cluster.ClusterException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Finds out whether a cluster enforces NetworkPolicies: many accept them and do nothing. A pod is
 * reached by a stranger from another namespace; then it gets a lab's policy, and must not be
 * reached any more.
 */
final class NetworkPolicyCanary {

  /** For a cluster to act on a new policy; those that do need about a second. */
  private static final Duration ACTS = Duration.ofSeconds(8);

  /** Several in a row: one can fail by chance, between two connections. */
  private static final int FAILED = 3;

  private final KubernetesClient client;
  private final String image;

  NetworkPolicyCanary(KubernetesClient client, String image) {
    this.client = client;
    this.image = image;
  }

  /**
   * Tries it out in two namespaces, which it creates.
   *
   * @param guarded the one that gets a lab's policy
   * @param other the one that the visitor comes from
   * @throws ClusterException if the pod can't be reached before there is a policy, which tells
   *     nothing
   */
  boolean isEnforced(String guarded, String other) {
    Namespaces.create(client, guarded);
    Namespaces.create(client, other);
    Namespaces.awaitServiceAccount(client, guarded);
    Namespaces.awaitServiceAccount(client, other);
    GraderPod listener = GraderPod.listening(client, guarded, image);
    GraderPod stranger = GraderPod.unlabelled(client, other, image);
    String address = listener.address();
    if (!comesTrue(() -> reaches(stranger, address), Waits.SHOW)) {
      throw new ClusterException("A pod can't reach another one, though no policy forbids it.");
    }
    client.resource(Boundaries.policy(guarded, List.of())).create();
    return comesTrue(() -> isCutOff(stranger, address), ACTS);
  }

  private static boolean isCutOff(GraderPod from, String address) {
    for (int i = 0; i < FAILED; i++) {
      if (reaches(from, address)) {
        return false;
      }
    }
    return true;
  }

  private static boolean reaches(GraderPod from, String address) {
    return from.exec("nc", "-w", "1", address, String.valueOf(GraderPod.PORT), "-e", "true").ok();
  }

  private static boolean comesTrue(java.util.concurrent.Callable<Boolean> what, Duration atMost) {
    try {
      await().atMost(atMost).pollInterval(Waits.POLL).until(what);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
