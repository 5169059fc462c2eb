package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Set;

/**
 * What must not change while a StatefulSet lives: all of its spec but a few fields, see <a
 * href="https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go">ValidateStatefulSetUpdate</a>.
 */
public final class ImmutableFields {

  private static final Set<String> MUTABLE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private ImmutableFields() {}

  /** The fields that differ and must not, as in {@code spec.serviceName: web, not web-2}. */
  public static List<String> changed(StatefulSet before, StatefulSet after) {
    Leaves old = leaves(before);
    Leaves now = leaves(after);
    return old.pathsThatDifferFrom(now).stream()
        .map(path -> "%s: %s, not %s".formatted(path, now.value(path), old.value(path)))
        .toList();
  }

  private static Leaves leaves(StatefulSet set) {
    return Leaves.of("spec", set.getSpec(), MUTABLE);
  }
}
