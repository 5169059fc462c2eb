package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of a StatefulSet's template, see <a
 * href="https://kubernetes.io/docs/tasks/manage-daemon/rollback-daemon-set/#understanding-daemonset-revisions">Controller
 * revisions</a>. Going back to an earlier template does not make a new one: the earlier one gets
 * the highest number.
 */
public final class ControllerRevisions {

  private ControllerRevisions() {}

  /** Those that belong to the set, oldest first. */
  public static List<ControllerRevision> of(StatefulSet set, List<ControllerRevision> all) {
    return all.stream()
        .filter(revision -> isOwnedBy(revision, set))
        .sorted(Comparator.comparing(ControllerRevision::getRevision))
        .toList();
  }

  /** The names of those that belong to the set, oldest first. */
  public static List<String> names(StatefulSet set, List<ControllerRevision> all) {
    return of(set, all).stream().map(revision -> revision.getMetadata().getName()).toList();
  }

  /**
   * The fields in which the templates of two revisions differ, as in {@code
   * spec.template.metadata.annotations.checksum/config}; none where one of both is gone.
   */
  public static List<String> differences(
      List<ControllerRevision> all, String earlier, String later) {
    Optional<Leaves> before = named(earlier, all).map(ControllerRevisions::leaves);
    Optional<Leaves> after = named(later, all).map(ControllerRevisions::leaves);
    return before.isEmpty() || after.isEmpty()
        ? List.of()
        : List.copyOf(before.get().pathsThatDifferFrom(after.get()));
  }

  private static Optional<ControllerRevision> named(String name, List<ControllerRevision> all) {
    return all.stream()
        .filter(revision -> name.equals(revision.getMetadata().getName()))
        .filter(revision -> revision.getData() != null)
        .findFirst();
  }

  private static Leaves leaves(ControllerRevision revision) {
    return Leaves.of("", revision.getData(), Set.of());
  }

  private static boolean isOwnedBy(ControllerRevision revision, StatefulSet set) {
    return Optional.ofNullable(revision.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream)
        .anyMatch(owner -> set.getMetadata().getUid().equals(owner.getUid()));
  }
}
