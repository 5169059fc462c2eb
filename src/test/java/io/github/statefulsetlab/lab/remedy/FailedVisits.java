package io.github.statefulsetlab.lab.remedy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.DataMount;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Visits that the app answers with an error, as one does that can't write its file. Whatever is
 * judged by visits fails then, and one criterion is about it.
 */
public final class FailedVisits {

  /** The criteria that are about it, most likely first. */
  public static final List<String> ABOUT =
      List.of("storage.mounted-where-written", "counts.served-and-stored");

  private FailedVisits() {}

  /** What to change in the pods, or in the app. */
  public static String remedy(PodSpec pods, AppContract contract) {
    return contract
        .mountIn(pods)
        .flatMap(mount -> readOnly(mount, pods, contract))
        .orElse(Advice.ANSWER_WITH_SUCCESS);
  }

  private static Optional<String> readOnly(DataMount mount, PodSpec pods, AppContract contract) {
    return Containers.all(pods)
        .filter(c -> contract.container().map(name -> name.equals(c.getName())).orElse(true))
        .filter(
            c ->
                mounts(c)
                    .anyMatch(m -> isReadOnly(m) && mount.mountPath().equals(m.getMountPath())))
        .findFirst()
        .map(
            c ->
                "Container %s mounts volume %s at %s with readOnly: true, so the app can't write its count there. Remove readOnly from that entry of volumeMounts."
                    .formatted(c.getName(), mount.volume(), mount.mountPath()));
  }

  private static Stream<VolumeMount> mounts(Container container) {
    return Stream.ofNullable(container.getVolumeMounts()).flatMap(List::stream);
  }

  private static boolean isReadOnly(VolumeMount mount) {
    return Boolean.TRUE.equals(mount.getReadOnly());
  }
}
