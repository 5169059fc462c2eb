package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
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
  public static final String ROLLING_UPDATE = "RollingUpdate";
  public static final String ON_DELETE = "OnDelete";

  /** A partition above 0 under the type {@code RollingUpdate}. */
  private static final String PARTITION = "partition";

  public static final String RETAIN = "Retain";
  public static final String DELETE = "Delete";

  private StatefulSets() {}

  /** How many pods are asked for; 1 where the field is not set. */
  public static int replicas(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
  }

  /** The ordinals of the set's pods, from {@code ordinals.start} where that is set. */
  public static IntStream ordinals(StatefulSet set) {
    int start = firstOrdinal(set);
    return IntStream.range(start, start + replicas(set));
  }

  /** The lowest ordinal; 0 where {@code ordinals.start} is not set. */
  public static int firstOrdinal(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getOrdinals())
        .map(ordinals -> ordinals.getStart())
        .orElse(0);
  }

  /** The names of the set's pods, in order. */
  public static List<String> podNames(StatefulSet set) {
    return ordinals(set).mapToObj(n -> set.getMetadata().getName() + "-" + n).toList();
  }

  /** The pod management policy; {@code OrderedReady} where none is set. */
  public static String podManagementPolicy(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getPodManagementPolicy()).orElse(ORDERED_READY);
  }

  /** Whether the status is about the latest spec. */
  public static boolean isObserved(StatefulSet set) {
    Long observed = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
    Long generation = set.getMetadata().getGeneration();
    return observed != null && generation != null && observed >= generation;
  }

  /**
   * Ready replicas as the controller counts them, terminating ones among them; 0 before it does.
   */
  public static int readyReplicas(StatefulSet set) {
    return set.getStatus() == null ? 0 : count(set.getStatus().getReadyReplicas());
  }

  /** Replicas that were ready for {@code minReadySeconds}; 0 before the controller counts. */
  public static int availableReplicas(StatefulSet set) {
    return set.getStatus() == null ? 0 : count(set.getStatus().getAvailableReplicas());
  }

  /** How long a pod must be ready to be available; 0 where it is not set. */
  public static int minReadySeconds(StatefulSet set) {
    return count(set.getSpec().getMinReadySeconds());
  }

  /** How many of the lowest pods an update leaves alone; 0 where none is set. */
  public static int partition(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy())
        .map(StatefulSetUpdateStrategy::getRollingUpdate)
        .map(rolling -> rolling.getPartition())
        .orElse(0);
  }

  /**
   * How many pods an update may take at a time; 1 where none is set. A percentage is rounded up.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods">Maximum
   *     unavailable Pods</a>
   */
  public static int maxUnavailable(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy())
        .map(StatefulSetUpdateStrategy::getRollingUpdate)
        .map(rolling -> rolling.getMaxUnavailable())
        .map(most -> Math.max(1, pods(most, replicas(set))))
        .orElse(1);
  }

  private static int pods(IntOrString most, int replicas) {
    if (most.getIntVal() != null) {
      return most.getIntVal();
    }
    String text = String.valueOf(most.getStrVal());
    return text.matches("\\d{1,3}%")
        ? (Integer.parseInt(text.replace("%", "")) * replicas + 99) / 100
        : 1;
  }

  /** By what its own update strategy holds pods back; empty if it updates all of them. */
  public static Optional<String> staging(StatefulSet set) {
    if (ON_DELETE.equals(updateStrategy(set))) {
      return Optional.of(ON_DELETE);
    }
    return partition(set) > 0 ? Optional.of(PARTITION) : Optional.empty();
  }

  /** The update strategy's type; {@code RollingUpdate} where none is set. */
  public static String updateStrategy(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy())
        .map(StatefulSetUpdateStrategy::getType)
        .orElse(ROLLING_UPDATE);
  }

  /** The revision that the set's pods were at before the update that is under way. */
  public static Optional<String> currentRevision(StatefulSet set) {
    return Optional.ofNullable(set.getStatus()).map(StatefulSetStatus::getCurrentRevision);
  }

  /** The revision that the set's template asks for. */
  public static Optional<String> updateRevision(StatefulSet set) {
    return Optional.ofNullable(set.getStatus()).map(StatefulSetStatus::getUpdateRevision);
  }

  /** What becomes of a claim when its pod is scaled away; {@code Retain} where it is not set. */
  public static String whenScaled(StatefulSet set) {
    return retention(set)
        .map(StatefulSetPersistentVolumeClaimRetentionPolicy::getWhenScaled)
        .orElse(RETAIN);
  }

  /** What becomes of the claims when the set is deleted; {@code Retain} where it is not set. */
  public static String whenDeleted(StatefulSet set) {
    return retention(set)
        .map(StatefulSetPersistentVolumeClaimRetentionPolicy::getWhenDeleted)
        .orElse(RETAIN);
  }

  private static Optional<StatefulSetPersistentVolumeClaimRetentionPolicy> retention(
      StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getPersistentVolumeClaimRetentionPolicy());
  }

  static int count(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
