package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in a container where nothing can be written, whoever the container runs as.
 *
 * @param container its name
 * @param source the kind of object that the volume shows, such as ConfigMap; empty for a volume
 *     that could be written to if the mount did not say {@code readOnly}
 */
public record ReadOnlyMount(String container, DataMount mount, Optional<String> source) {

  /**
   * Where a file can't be written.
   *
   * @param container whose mounts count; all containers' where it is empty
   * @param mount the one that the file lies in
   */
  public static Optional<ReadOnlyMount> of(
      PodSpec pods, Optional<String> container, DataMount mount) {
    Optional<String> source = source(pods, mount.volume());
    return Containers.all(pods)
        .filter(c -> container.map(name -> name.equals(c.getName())).orElse(true))
        .filter(
            c ->
                mountsAt(c, mount.mountPath())
                    .anyMatch(m -> source.isPresent() || Boolean.TRUE.equals(m.getReadOnly())))
        .findFirst()
        .map(c -> new ReadOnlyMount(c.getName(), mount, source));
  }

  private static Stream<VolumeMount> mountsAt(Container container, String path) {
    return Stream.ofNullable(container.getVolumeMounts())
        .flatMap(List::stream)
        .filter(mount -> path.equals(mount.getMountPath()));
  }

  /** What the kubelet writes such a volume from, which no container may change. */
  private static Optional<String> source(PodSpec pods, String name) {
    return Stream.ofNullable(pods.getVolumes())
        .flatMap(List::stream)
        .filter(volume -> name.equals(volume.getName()))
        .flatMap(volume -> source(volume).stream())
        .findFirst();
  }

  private static Optional<String> source(Volume volume) {
    if (volume.getConfigMap() != null) {
      return Optional.of("ConfigMap");
    }
    if (volume.getSecret() != null) {
      return Optional.of("Secret");
    }
    if (volume.getProjected() != null) {
      return Optional.of("projected volume");
    }
    return volume.getDownwardAPI() == null ? Optional.empty() : Optional.of("downwardAPI volume");
  }
}
