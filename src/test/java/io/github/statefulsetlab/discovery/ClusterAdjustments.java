package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.StatefulSets;
import java.util.List;
import java.util.stream.Stream;

/** What a chart asks of a cluster that the one it is graded on does not have. */
final class ClusterAdjustments {

  private final ClusterShape cluster;
  private final StatefulSet set;
  private final Manifests manifests;
  private final List<String> asFilesystems;
  private final StorageFit storage;

  private ClusterAdjustments(
      ClusterShape cluster,
      StatefulSet set,
      Manifests manifests,
      List<String> asFilesystems,
      StorageFit storage) {
    this.cluster = cluster;
    this.set = set;
    this.manifests = manifests;
    this.asFilesystems = asFilesystems;
    this.storage = storage;
  }

  /**
   * Looks at a set, and makes its volumes those that the cluster has.
   *
   * @param set changed
   */
  static ClusterAdjustments of(ClusterShape cluster, StatefulSet set, Manifests manifests) {
    List<HasMetadata> copies = manifests.objects().stream().map(Serialization::clone).toList();
    return new ClusterAdjustments(
        cluster,
        set,
        manifests,
        BlockVolumes.apply(cluster, set),
        StorageFit.apply(cluster, set, copies));
  }

  /** What its claims ask for that the cluster makes no volumes for, a sentence each. */
  List<String> missingVolumes() {
    return storage.mistakes();
  }

  /** Adds the patches, each with its note. */
  void addTo(PlanDraft draft) {
    if (!asFilesystems.isEmpty()) {
      draft.addNoted(
          draft.ofSet(
              "made a filesystem, mounted at its devicePath, since the cluster has no block volumes: "
                  + String.join("; ", asFilesystems),
              changed -> BlockVolumes.apply(cluster, changed)));
    }
    if (!storage.changes().isEmpty()) {
      draft.addNoted(
          new Patch(
              "judged on a copy whose claims ask for what the cluster has: "
                  + String.join("; ", storage.changes()),
              this::withVolumes));
    }
    List<String> sizes = LabRoom.apply(Serialization.clone(set));
    if (!sizes.isEmpty()) {
      draft.addNoted(
          draft.ofSet(
              "lowered to what a lab has room for: " + String.join("; ", sizes), LabRoom::apply));
    }
    int pods = StatefulSets.replicas(set);
    PodSpec pod = set.getSpec().getTemplate().getSpec();
    List<String> changes = fit(Serialization.clone(pod), pods);
    if (!changes.isEmpty()) {
      draft.patchPodsNoted(
          "left out what this cluster does not have: " + String.join("; ", changes),
          spec -> fit(spec, pods));
    }
  }

  private List<String> fit(PodSpec spec, int pods) {
    return Stream.concat(
            ClusterFit.apply(cluster, spec, pods).stream(),
            MissingNeighbours.apply(cluster, manifests, spec).stream())
        .toList();
  }

  private List<HasMetadata> withVolumes(List<HasMetadata> objects) {
    objects.stream()
        .filter(StatefulSet.class::isInstance)
        .map(StatefulSet.class::cast)
        .filter(other -> other.getMetadata().getName().equals(set.getMetadata().getName()))
        .forEach(graded -> StorageFit.apply(cluster, graded, objects));
    return objects;
  }
}
