package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of claims when their pod is scaled away or the set is deleted, see <a
 * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention">PersistentVolumeClaim
 * retention</a>.
 */
public record RetentionPolicy(Fate whenScaled, Fate whenDeleted) {

  /** What happens to a claim. */
  public enum Fate {
    RETAIN("Retain"),
    DELETE("Delete");

    private final String text;

    Fate(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** All four of them. */
  public static List<RetentionPolicy> all() {
    return Arrays.stream(Fate.values())
        .flatMap(
            scaled ->
                Arrays.stream(Fate.values()).map(deleted -> new RetentionPolicy(scaled, deleted)))
        .toList();
  }

  /** Whether the claim of a pod that is scaled away stays. */
  public boolean keepsWhenScaled() {
    return whenScaled == Fate.RETAIN;
  }

  /** Whether the claims stay when the set is deleted. */
  public boolean keepsWhenDeleted() {
    return whenDeleted == Fate.RETAIN;
  }

  /** Gives the set this policy. */
  public void applyTo(StatefulSet set) {
    set.getSpec()
        .setPersistentVolumeClaimRetentionPolicy(
            new StatefulSetPersistentVolumeClaimRetentionPolicy(
                whenDeleted.toString(), whenScaled.toString()));
  }

  @Override
  public String toString() {
    return "whenScaled: %s, whenDeleted: %s".formatted(whenScaled, whenDeleted);
  }
}
