package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a StatefulSet's fields mean. Pure functions, none of which asks the cluster. */
public final class StatefulSets {

  public static final String ORDERED_READY = "OrderedReady";
  public static final String PARALLEL = "Parallel";
  private static final String ON_DELETE = "OnDelete";

  private StatefulSets() {}

  /** How many pods are asked for; 1 where the field is not set. */
  public static int replicas(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
  }

  /** The ordinals of the set's pods, from {@code ordinals.start} where that is set. */
  public static IntStream ordinals(StatefulSet set) {
    int start =
        Optional.ofNullable(set.getSpec().getOrdinals())
            .map(o -> Optional.ofNullable(o.getStart()).orElse(0))
            .orElse(0);
    return Claims.range(start, replicas(set));
  }

  /** The names of the set's pods, in order. */
  public static List<String> podNames(StatefulSet set) {
    return ordinals(set).mapToObj(n -> set.getMetadata().getName() + "-" + n).toList();
  }

  /** The pod management policy; {@code OrderedReady} where none is set. */
  public static String podManagementPolicy(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getPodManagementPolicy()).orElse(ORDERED_READY);
  }

  /**
   * Whether the controller has seen the latest spec and every pod that the update strategy would
   * renew runs the update revision and is ready. Under OnDelete {@code currentRevision} never
   * advances and nothing is renewed by itself, so only readiness counts there (what {@code kubectl
   * rollout status} refuses to answer).
   */
  public static boolean isRolledOut(StatefulSet set) {
    StatefulSetStatus status = set.getStatus();
    if (status == null || !isObserved(set)) {
      return false;
    }
    int replicas = replicas(set);
    boolean allReady =
        count(status.getReplicas()) == replicas && count(status.getReadyReplicas()) == replicas;
    if (!allReady || ON_DELETE.equals(updateStrategy(set))) {
      return allReady;
    }
    int start = ordinals(set).min().orElse(0);
    int toRenew = Math.max(0, replicas - Math.max(0, partition(set) - start));
    return count(status.getUpdatedReplicas()) >= toRenew;
  }

  /** Whether the status is about the latest spec. */
  public static boolean isObserved(StatefulSet set) {
    Long observed = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
    Long generation = set.getMetadata().getGeneration();
    return observed != null && generation != null && observed >= generation;
  }

  /** Ready replicas as the controller counts them; 0 before it does. */
  public static int readyReplicas(StatefulSet set) {
    return set.getStatus() == null ? 0 : count(set.getStatus().getReadyReplicas());
  }

  /** The lowest ordinal that an update renews; 0 where none is set. */
  public static int partition(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy())
        .map(StatefulSetUpdateStrategy::getRollingUpdate)
        .map(rolling -> Optional.ofNullable(rolling.getPartition()).orElse(0))
        .orElse(0);
  }

  /** The update strategy's type; {@code RollingUpdate} where none is set. */
  public static String updateStrategy(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy())
        .map(StatefulSetUpdateStrategy::getType)
        .orElse("RollingUpdate");
  }

  private static int count(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
