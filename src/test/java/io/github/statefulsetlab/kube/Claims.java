package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a PersistentVolumeClaim's fields mean. */
public final class Claims {

  private Claims() {}

  /** Whether the claim has its volume. */
  public static boolean isBound(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getStatus())
        .map(PersistentVolumeClaimStatus::getPhase)
        .filter("Bound"::equals)
        .isPresent();
  }

  /** Whether ReadWriteOnce is the only access mode that was asked for. */
  public static boolean isReadWriteOnce(PersistentVolumeClaim claim) {
    return List.of("ReadWriteOnce").equals(claim.getSpec().getAccessModes());
  }

  /** Whether the claim asks for the size, class and access modes of the set's template for it. */
  public static boolean isMadeFrom(PersistentVolumeClaim claim, StatefulSet set) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .filter(
            template ->
                claim
                    .getMetadata()
                    .getName()
                    .startsWith(
                        template.getMetadata().getName() + "-" + set.getMetadata().getName() + "-"))
        .map(PersistentVolumeClaim::getSpec)
        .anyMatch(
            spec ->
                spec.getResources()
                        .getRequests()
                        .equals(claim.getSpec().getResources().getRequests())
                    && spec.getAccessModes().equals(claim.getSpec().getAccessModes())
                    && (spec.getStorageClassName() == null
                        || spec.getStorageClassName()
                            .equals(claim.getSpec().getStorageClassName())));
  }

  /**
   * The names that a StatefulSet's claims must have: {@code <template>-<set>-<ordinal>}, see <a
   * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage">Stable
   * storage</a>.
   */
  public static List<String> expectedNames(StatefulSet set) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .flatMap(
            template ->
                StatefulSets.ordinals(set)
                    .mapToObj(n -> name(template.getMetadata().getName(), set, n)))
        .toList();
  }

  private static String name(String template, StatefulSet set, int ordinal) {
    return template + "-" + set.getMetadata().getName() + "-" + ordinal;
  }

  static IntStream range(int start, int count) {
    return IntStream.range(start, start + count);
  }
}
