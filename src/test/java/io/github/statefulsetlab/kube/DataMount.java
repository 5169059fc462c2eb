package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a file of a container lies: on the volume that is mounted deepest on the way to it.
 *
 * @param volume the name of the volume
 * @param mountPath where it is mounted
 * @param pathOnVolume the file's path from the volume's root, {@code subPath} included
 */
public record DataMount(String volume, String mountPath, String pathOnVolume) {

  /** The mount that the file lies in, among those of all containers; empty if there is none. */
  public static Optional<DataMount> of(PodSpec pod, String file) {
    return pod.getContainers().stream()
        .flatMap(container -> container.getVolumeMounts().stream())
        .filter(mount -> file.startsWith(folder(mount)))
        .max(Comparator.comparingInt(mount -> folder(mount).length()))
        .map(
            mount ->
                new DataMount(
                    mount.getName(),
                    mount.getMountPath(),
                    Optional.ofNullable(mount.getSubPath())
                            .filter(path -> !path.isEmpty())
                            .map(path -> path + "/")
                            .orElse("")
                        + file.substring(folder(mount).length())));
  }

  private static String folder(VolumeMount mount) {
    return mount.getMountPath().replaceFirst("/*$", "/");
  }

  /**
   * The claim that all pods made from this template share; empty where each gets one of its own
   * from {@code volumeClaimTemplates}, or none.
   */
  public Optional<String> claimIn(PodSpec pod) {
    return Optional.ofNullable(pod.getVolumes()).orElse(List.of()).stream()
        .filter(v -> v.getName().equals(volume))
        .filter(v -> v.getPersistentVolumeClaim() != null)
        .map((Volume v) -> v.getPersistentVolumeClaim().getClaimName())
        .findFirst();
  }
}
