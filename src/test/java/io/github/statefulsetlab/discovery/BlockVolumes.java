package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Containers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Claims for raw block volumes, on a cluster whose provisioners make none: they get a filesystem,
 * mounted where the device would be. What Kubernetes promises of them is the same.
 */
final class BlockVolumes {

  private static final String BLOCK = "Block";

  private BlockVolumes() {}

  /**
   * Makes filesystems of them where the cluster has no block volumes.
   *
   * @param set changed
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  static List<String> apply(ClusterShape cluster, StatefulSet set) {
    if (cluster.blockVolumes()) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    Set<String> templates = new HashSet<>();
    Stream.ofNullable(set.getSpec().getVolumeClaimTemplates())
        .flatMap(List::stream)
        .filter(claim -> claim.getSpec() != null && BLOCK.equals(claim.getSpec().getVolumeMode()))
        .forEach(
            claim -> {
              claim.getSpec().setVolumeMode(null);
              templates.add(name(claim));
              changes.add("volumeMode Block of claim template " + name(claim));
            });
    if (!templates.isEmpty()) {
      PodSpec pod = set.getSpec().getTemplate().getSpec();
      Containers.all(pod).forEach(container -> mount(container, templates));
    }
    return List.copyOf(changes);
  }

  private static void mount(Container container, Set<String> templates) {
    List<VolumeDevice> others = new ArrayList<>();
    List<VolumeMount> mounts =
        new ArrayList<>(Objects.requireNonNullElse(container.getVolumeMounts(), List.of()));
    Stream.ofNullable(container.getVolumeDevices())
        .flatMap(List::stream)
        .forEach(
            device -> {
              if (templates.contains(device.getName())) {
                mounts.add(
                    new VolumeMountBuilder()
                        .withName(device.getName())
                        .withMountPath(device.getDevicePath())
                        .build());
              } else {
                others.add(device);
              }
            });
    container.setVolumeDevices(others);
    container.setVolumeMounts(mounts);
  }

  private static String name(PersistentVolumeClaim claim) {
    return claim.getMetadata().getName();
  }
}
