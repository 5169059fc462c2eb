package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Claims that no StorageClass of the cluster makes volumes for: of a class that it does not have,
 * for one volume that somebody else makes, or for many nodes where volumes are folders of one. That
 * is one mistake, which one criterion is about; for whatever else is judged, they ask for what the
 * cluster has.
 */
final class StorageFit {

  private static final String ONE_NODE = "ReadWriteOnce";
  private static final Set<String> MANY_NODES = Set.of("ReadWriteMany", "ReadOnlyMany");

  private final ClusterShape cluster;
  private final Set<String> ofTheChart;
  private final boolean bringsVolumes;
  private final List<String> changes = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  private StorageFit(ClusterShape cluster, List<HasMetadata> objects) {
    this.cluster = cluster;
    this.ofTheChart = classesOf(objects);
    this.bringsVolumes = all(PersistentVolume.class, objects).findAny().isPresent();
  }

  /**
   * Makes the claims of a set and of its chart ask for what the cluster has.
   *
   * @param set changed
   * @param objects the chart's, of which the claims are changed
   */
  static StorageFit apply(ClusterShape cluster, StatefulSet set, List<HasMetadata> objects) {
    StorageFit fit = new StorageFit(cluster, objects);
    if (cluster.defaultClass().isPresent()) {
      Stream.ofNullable(set.getSpec().getVolumeClaimTemplates())
          .flatMap(List::stream)
          .forEach(claim -> fit.change(claim, "claim template "));
      all(PersistentVolumeClaim.class, objects)
          .forEach(claim -> fit.change(claim, "PersistentVolumeClaim "));
    }
    return fit;
  }

  private static <T> Stream<T> all(Class<T> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** What was changed, a phrase each; empty where nothing had to be. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  /** What was asked for that no volume is made for, a sentence each. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** A lab can't have a StorageClass or volume of the chart's own, which is told elsewhere. */
  private static Set<String> classesOf(List<HasMetadata> objects) {
    return Stream.concat(
            all(StorageClass.class, objects).map(made -> made.getMetadata().getName()),
            all(PersistentVolume.class, objects)
                .flatMap(volume -> Stream.ofNullable(volume.getSpec()))
                .map(spec -> Objects.requireNonNullElse(spec.getStorageClassName(), "")))
        .collect(Collectors.toSet());
  }

  private void change(PersistentVolumeClaim claim, String kind) {
    PersistentVolumeClaimSpec spec = claim.getSpec();
    if (spec == null) {
      return;
    }
    String name = kind + claim.getMetadata().getName();
    useAnyVolume(spec, name);
    Optional.ofNullable(spec.getStorageClassName())
        .filter(asked -> !cluster.storageClasses().containsKey(asked))
        .ifPresent(asked -> useDefault(spec, name, asked));
    if (cluster.isOfOneNode(spec.getStorageClassName())
        && Stream.ofNullable(spec.getAccessModes())
            .flatMap(List::stream)
            .anyMatch(MANY_NODES::contains)) {
      useOneNode(spec, name);
    }
  }

  /**
   * A lab has no volumes but those that a class makes, and that it makes for a claim of its own.
   */
  private void useAnyVolume(PersistentVolumeClaimSpec spec, String name) {
    if (spec.getVolumeName() != null) {
      leftOut(
          "volumeName",
          name,
          "The %s asks for the volume %s, which the cluster does not have."
              .formatted(name, spec.getVolumeName()));
      spec.setVolumeName(null);
    }
    if (spec.getSelector() != null) {
      leftOut(
          "selector",
          name,
          "The %s has a selector, so it waits for a volume that somebody has made and labelled: no StorageClass makes one for it."
              .formatted(name));
      spec.setSelector(null);
    }
  }

  private void leftOut(String field, String name, String mistake) {
    changes.add("%s of %s left out".formatted(field, name));
    if (!bringsVolumes) {
      mistakes.add(mistake);
    }
  }

  private void useDefault(PersistentVolumeClaimSpec spec, String name, String asked) {
    spec.setStorageClassName(null);
    changes.add(
        "storageClassName %s of %s left out".formatted(asked.isEmpty() ? "\"\"" : asked, name));
    if (!ofTheChart.contains(asked)) {
      String has = String.join(", ", cluster.storageClasses().keySet());
      mistakes.add(
          asked.isEmpty()
              ? "The %s sets storageClassName to \"\", so no volume is made for it. The cluster makes volumes of the StorageClass %s."
                  .formatted(name, has)
              : "The %s asks for the StorageClass %s, which the cluster does not have. It has %s."
                  .formatted(name, asked, has));
    }
  }

  private void useOneNode(PersistentVolumeClaimSpec spec, String name) {
    String modes = String.join(" and ", spec.getAccessModes());
    String used =
        Optional.ofNullable(spec.getStorageClassName()).or(cluster::defaultClass).orElse("");
    spec.setAccessModes(List.of(ONE_NODE));
    changes.add("accessModes of %s made %s instead of %s".formatted(name, ONE_NODE, modes));
    if (name.startsWith("claim template")) {
      mistakes.add(
          "The %s asks for %s, but a volume of the StorageClass %s (%s) can be mounted on one node only."
              .formatted(name, modes, used, cluster.storageClasses().get(used)));
    }
  }
}
