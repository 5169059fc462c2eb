package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerUser;
import io.fabric8.kubernetes.api.model.LinuxContainerUser;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The Linux user that a container's processes run as, who owns what they write.
 *
 * @param uid of the user
 * @param gid of its primary group
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/configure-pod-container/security-context/">Configure a
 *     Security Context</a>
 */
public record ProcessUser(long uid, long gid) {

  /**
   * That of the first container which mounts the claim: as its status says, else as the pod asks;
   * empty where neither does, since then the image decides.
   */
  public static Optional<ProcessUser> ofClaim(Pod pod, String claim) {
    List<String> volumes =
        Stream.ofNullable(pod.getSpec().getVolumes())
            .flatMap(List::stream)
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .filter(volume -> claim.equals(volume.getPersistentVolumeClaim().getClaimName()))
            .map(Volume::getName)
            .toList();
    return pod.getSpec().getContainers().stream()
        .filter(
            container ->
                container.getVolumeMounts().stream()
                    .anyMatch(mount -> volumes.contains(mount.getName())))
        .findFirst()
        .flatMap(container -> seen(pod, container).or(() -> asked(pod, container)));
  }

  private static Optional<ProcessUser> seen(Pod pod, Container container) {
    return Pods.containerStatuses(pod).stream()
        .filter(status -> container.getName().equals(status.getName()))
        .findFirst()
        .map(ContainerStatus::getUser)
        .map(ContainerUser::getLinux)
        .filter(user -> user.getUid() != null && user.getGid() != null)
        .map((LinuxContainerUser user) -> new ProcessUser(user.getUid(), user.getGid()));
  }

  private static Optional<ProcessUser> asked(Pod pod, Container container) {
    Optional<Long> uid =
        asked(pod, container, SecurityContext::getRunAsUser, PodSecurityContext::getRunAsUser);
    return uid.map(
        user ->
            new ProcessUser(
                user,
                asked(
                        pod,
                        container,
                        SecurityContext::getRunAsGroup,
                        PodSecurityContext::getRunAsGroup)
                    .orElse(0L)));
  }

  private static Optional<Long> asked(
      Pod pod,
      Container container,
      Function<SecurityContext, Long> own,
      Function<PodSecurityContext, Long> ofThePod) {
    return Optional.ofNullable(container.getSecurityContext())
        .map(own)
        .or(() -> Optional.ofNullable(pod.getSpec().getSecurityContext()).map(ofThePod));
  }
}
