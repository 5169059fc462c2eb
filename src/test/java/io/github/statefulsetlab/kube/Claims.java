package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a PersistentVolumeClaim's fields mean. Pure functions, none of which asks the cluster. */
public final class Claims {

  private static final Set<String> ONE_NODE = Set.of("ReadWriteOnce", "ReadWriteOncePod");

  private Claims() {}

  /** Whether the claim has its volume. */
  public static boolean isBound(PersistentVolumeClaim claim) {
    return statusPhase(claim).filter("Bound"::equals).isPresent();
  }

  /**
   * Whether its deletion has been asked for. A claim that is in use stays so until its pod is gone,
   * see <a
   * href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection">Storage
   * object in use protection</a>.
   */
  public static boolean isTerminating(PersistentVolumeClaim claim) {
    return claim.getMetadata().getDeletionTimestamp() != null;
  }

  /** What {@code kubectl get pvc} shows in its STATUS column. */
  public static String phase(PersistentVolumeClaim claim) {
    return isTerminating(claim) ? "Terminating" : statusPhase(claim).orElse("Unknown");
  }

  private static Optional<String> statusPhase(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getStatus()).map(PersistentVolumeClaimStatus::getPhase);
  }

  /**
   * Whether only one node at a time may write to its volume: ReadWriteOnce, or the stricter
   * ReadWriteOncePod, and no other access mode beside it.
   */
  public static boolean isForOneNode(PersistentVolumeClaim claim) {
    List<String> modes = claim.getSpec().getAccessModes();
    return modes != null && modes.size() == 1 && ONE_NODE.contains(modes.get(0));
  }

  /** Name, status and access modes, as in {@code data-web-0 (Pending, ReadWriteMany)}. */
  public static String describe(PersistentVolumeClaim claim) {
    return "%s (%s, %s)"
        .formatted(
            claim.getMetadata().getName(),
            phase(claim),
            String.join(
                " and ", Optional.ofNullable(claim.getSpec().getAccessModes()).orElse(List.of())));
  }

  /**
   * Whether no second pod can mount the claim, see <a
   * href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes">Access
   * modes</a>.
   */
  public static boolean isForOnePod(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec().getAccessModes())
        .orElse(List.of())
        .contains("ReadWriteOncePod");
  }

  /**
   * Whether the other set has claims, and this one, which has no templates, mounts nothing where
   * the other one mounts them: as the arbiter of a database does, which keeps no data.
   */
  public static boolean areKeptElsewhere(StatefulSet set, StatefulSet other) {
    Set<String> claimed = mountPaths(other, templateNames(other)::contains);
    return templateNames(set).isEmpty()
        && !claimed.isEmpty()
        && Collections.disjoint(claimed, mountPaths(set, any -> true));
  }

  private static Set<String> templateNames(StatefulSet set) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .map(template -> template.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static Set<String> mountPaths(StatefulSet set, Predicate<String> volume) {
    return set.getSpec().getTemplate().getSpec().getContainers().stream()
        .flatMap(container -> container.getVolumeMounts().stream())
        .filter(mount -> volume.test(mount.getName()))
        .map(VolumeMount::getMountPath)
        .collect(Collectors.toSet());
  }

  /** Whether the claim asks for the size, class and access modes of the set's template for it. */
  public static boolean isMadeFrom(PersistentVolumeClaim claim, StatefulSet set) {
    return template(claim, set)
        .map(PersistentVolumeClaim::getSpec)
        .filter(spec -> asksForTheSame(claim.getSpec(), spec))
        .isPresent();
  }

  private static boolean asksForTheSame(
      PersistentVolumeClaimSpec claim, PersistentVolumeClaimSpec template) {
    return template.getResources().getRequests().equals(claim.getResources().getRequests())
        && template.getAccessModes().equals(claim.getAccessModes())
        && (template.getStorageClassName() == null
            || template.getStorageClassName().equals(claim.getStorageClassName()));
  }

  /** The template of the set that a claim of this name is made from. */
  public static Optional<PersistentVolumeClaim> template(
      PersistentVolumeClaim claim, StatefulSet set) {
    OptionalInt ordinal = Pods.ordinal(claim.getMetadata().getName());
    return templates(set)
        .filter(
            template ->
                ordinal.isPresent()
                    && name(template, set, ordinal.getAsInt())
                        .equals(claim.getMetadata().getName()))
        .findFirst();
  }

  /**
   * The names that a StatefulSet's claims must have: {@code <template>-<set>-<ordinal>}, see <a
   * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage">Stable
   * storage</a>.
   */
  public static List<String> expectedNames(StatefulSet set) {
    return templates(set)
        .flatMap(template -> StatefulSets.ordinals(set).mapToObj(n -> name(template, set, n)))
        .toList();
  }

  /** The names that the claims of one ordinal must have. */
  public static List<String> expectedNames(StatefulSet set, int ordinal) {
    return templates(set).map(template -> name(template, set, ordinal)).toList();
  }

  private static Stream<PersistentVolumeClaim> templates(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getVolumeClaimTemplates()).stream()
        .flatMap(List::stream);
  }

  private static String name(PersistentVolumeClaim template, StatefulSet set, int ordinal) {
    return "%s-%s-%d"
        .formatted(template.getMetadata().getName(), set.getMetadata().getName(), ordinal);
  }

  /** Whether the object, and not an earlier one of its name, owns the claim. */
  public static boolean isOwnedBy(PersistentVolumeClaim claim, HasMetadata owner) {
    return owners(claim)
        .map(OwnerReference::getUid)
        .anyMatch(uid -> uid.equals(owner.getMetadata().getUid()));
  }

  private static Stream<OwnerReference> owners(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream);
  }
}
