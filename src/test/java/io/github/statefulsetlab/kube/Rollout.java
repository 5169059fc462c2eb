package io.github.statefulsetlab.kube;

import static io.github.statefulsetlab.kube.StatefulSets.count;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far a StatefulSet is from what it asks for, in words that a time-out can print.
 *
 * <p>The rules are those of {@code kubectl rollout status} (<a
 * href="https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go">rollout_status.go</a>),
 * made stricter: a partition counts pods, from {@code ordinals.start} on, with {@code
 * minReadySeconds} the pods have to be available, pods that are still to be scaled away count, and
 * OnDelete, which kubectl refuses to judge, asks for readiness only: nothing is renewed by itself
 * there, and {@code currentRevision} never advances.
 */
public final class Rollout {

  private Rollout() {}

  /** Whether all that the set asks for is done, as far as its status tells. */
  public static boolean isDone(StatefulSet set) {
    return unfinished(set).isEmpty();
  }

  /** Whether all that the set asks for is done, none of its pods on its way out. */
  public static boolean isDone(StatefulSet set, List<Pod> pods) {
    return unfinished(set, pods).isEmpty();
  }

  /** What is still to be done, going by the set's status; empty when nothing is. */
  public static Optional<String> unfinished(StatefulSet set) {
    StatefulSetStatus status = set.getStatus();
    if (status == null || !StatefulSets.isObserved(set)) {
      return Optional.of("the controller has not seen the latest spec");
    }
    int replicas = StatefulSets.replicas(set);
    return fewer("exist", count(status.getReplicas()), replicas)
        .or(() -> fewer("are ready", count(status.getReadyReplicas()), replicas))
        .or(() -> unavailable(set, replicas))
        .or(() -> outdated(set, status, replicas));
  }

  private static Optional<String> unavailable(StatefulSet set, int replicas) {
    return StatefulSets.minReadySeconds(set) == 0
        ? Optional.empty()
        : fewer("are available", StatefulSets.availableReplicas(set), replicas);
  }

  private static Optional<String> outdated(
      StatefulSet set, StatefulSetStatus status, int replicas) {
    if (StatefulSets.ON_DELETE.equals(StatefulSets.updateStrategy(set))) {
      return Optional.empty();
    }
    int kept = StatefulSets.partition(set);
    int renewed = Math.max(0, replicas - kept);
    if (count(status.getUpdatedReplicas()) < renewed) {
      return fewer("are updated", count(status.getUpdatedReplicas()), renewed);
    }
    return kept == 0 && !StatefulSets.currentRevision(set).equals(StatefulSets.updateRevision(set))
        ? Optional.of("the controller has not closed the update")
        : Optional.empty();
  }

  /**
   * What is still to be done, going by the set's status and its pods; empty when nothing is. A pod
   * on its way out still counts as ready in the status, so a deletion can be told from its end only
   * by the pods themselves.
   */
  public static Optional<String> unfinished(StatefulSet set, List<Pod> pods) {
    Map<String, Pod> byName =
        pods.stream()
            .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), Function.identity()));
    return unfinished(set)
        .or(
            () ->
                StatefulSets.podNames(set).stream()
                    .flatMap(name -> unfinished(set, name, byName).stream())
                    .findFirst());
  }

  private static Optional<String> unfinished(
      StatefulSet set, String name, Map<String, Pod> byName) {
    Pod pod = byName.get(name);
    if (pod == null) {
      return Optional.of("there is no pod " + name);
    }
    if (!Pods.isReady(pod)) {
      return Optional.of("pod %s is %s, not ready".formatted(name, Pods.phase(pod)));
    }
    boolean renewed =
        StatefulSets.ROLLING_UPDATE.equals(StatefulSets.updateStrategy(set))
            && Pods.ordinal(pod).orElse(0)
                >= StatefulSets.firstOrdinal(set) + StatefulSets.partition(set);
    return renewed && !Pods.revision(pod).equals(StatefulSets.updateRevision(set))
        ? Optional.of(
            "pod %s is at revision %s, not %s"
                .formatted(
                    name,
                    Pods.revision(pod).orElse("none"),
                    StatefulSets.updateRevision(set).orElse("none")))
        : Optional.empty();
  }

  private static Optional<String> fewer(String what, int seen, int expected) {
    return seen == expected
        ? Optional.empty()
        : Optional.of("%d pods %s, not %d".formatted(seen, what, expected));
  }
}
