package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  private static boolean isOwnedBy(ControllerRevision revision, StatefulSet set) {
    return Optional.ofNullable(revision.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream)
        .anyMatch(owner -> set.getMetadata().getUid().equals(owner.getUid()));
  }
}
