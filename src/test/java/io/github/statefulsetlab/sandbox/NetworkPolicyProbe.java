package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.cluster.ClusterException;
import java.util.List;

/**
 * Finds out whether a cluster enforces NetworkPolicies: many accept them and do nothing. A pod is
 * reached by a stranger from another namespace; then it gets a lab's policy, and must not be
 * reached any more.
 */
public final class NetworkPolicyProbe {

  /** Tries until a connection comes about, twice a second. */
  private static final String REACHES =
      "n=0; until nc -w 1 $1 $2 -e true; do n=$((n+1)); [ $n -lt 20 ] || exit 1; sleep 0.5; done";

  /**
   * Tries until three connections in a row do not: one can fail by chance, between two others. Six
   * seconds are given for a cluster to act on a new policy; those that do need about one.
   */
  private static final String IS_CUT_OFF =
      "n=0; f=0; while [ $f -lt 3 ]; do [ $n -lt 12 ] || exit 1; if nc -w 1 $1 $2 -e true; then f=0; else f=$((f+1)); fi; n=$((n+1)); sleep 0.5; done";

  private final KubernetesClient client;
  private final String image;

  public NetworkPolicyProbe(KubernetesClient client, String image) {
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
  public boolean isEnforced(String guarded, String other) {
    Namespaces.create(client, guarded);
    Namespaces.create(client, other);
    Namespaces.awaitServiceAccount(client, guarded);
    Namespaces.awaitServiceAccount(client, other);
    ToolboxPod listener = ToolboxPod.listening(client, guarded, image);
    ToolboxPod stranger = ToolboxPod.unlabelled(client, other, image);
    String address = listener.address();
    if (!holds(REACHES, stranger, address)) {
      throw new ClusterException("A pod can't reach another one, though no policy forbids it.");
    }
    client.resource(SandboxLimits.policy(guarded, List.of())).create();
    return holds(IS_CUT_OFF, stranger, address);
  }

  /** In one go: each command in a pod costs the node more than a connection does. */
  private static boolean holds(String what, ToolboxPod from, String address) {
    return from.script(what, address, String.valueOf(ToolboxPod.PORT)).ok();
  }
}
