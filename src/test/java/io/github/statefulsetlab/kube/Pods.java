package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Pod's fields mean. Pure functions, none of which asks the cluster. */
public final class Pods {

  private static final Pattern ORDINAL = Pattern.compile(".*-(\\d+)");

  private Pods() {}

  /**
   * Whether the pod's Ready condition is true and it is not on its way out. A terminating pod still
   * reports Ready, see <a
   * href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions">Pod
   * conditions</a>.
   */
  public static boolean isReady(Pod pod) {
    return !isTerminating(pod) && reportsReady(pod);
  }

  /** Whether the Ready condition is true, on a terminating pod too. */
  public static boolean reportsReady(Pod pod) {
    return conditionIs(pod, "Ready", "True");
  }

  /** Whether the condition of this type has this status. */
  public static boolean conditionIs(Pod pod, String type, String status) {
    return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).stream()
        .flatMap(List::stream)
        .anyMatch(c -> type.equals(c.getType()) && status.equals(c.getStatus()));
  }

  /** Whether deletion has been asked for. */
  public static boolean isTerminating(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** The number at the end of the pod's name. */
  public static OptionalInt ordinal(Pod pod) {
    Matcher matcher = ORDINAL.matcher(pod.getMetadata().getName());
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Restarts of all containers together. */
  public static int restarts(Pod pod) {
    return containerStatuses(pod).stream().mapToInt(ContainerStatus::getRestartCount).sum();
  }

  /** The pod's containers as the kubelet last reported them; empty before it did. */
  public static List<ContainerStatus> containerStatuses(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .map(PodStatus::getContainerStatuses)
        .orElse(List.of());
  }

  /** The pod's address, once it has one. */
  public static Optional<String> address(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .map(PodStatus::getPodIP)
        .filter(ip -> !ip.isEmpty());
  }

  /** The name of the claim behind the volume of this name. */
  public static Optional<String> claimName(Pod pod, String volume) {
    return pod.getSpec().getVolumes().stream()
        .filter(v -> v.getName().equals(volume) && v.getPersistentVolumeClaim() != null)
        .map(v -> v.getPersistentVolumeClaim().getClaimName())
        .findFirst();
  }

  /** What {@code kubectl get pod} shows in its STATUS column, as far as it matters here. */
  public static String phase(Pod pod) {
    if (isTerminating(pod)) {
      return "Terminating";
    }
    return containerStatuses(pod).stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getWaiting() != null)
        .map(state -> state.getWaiting().getReason())
        .filter(reason -> reason != null)
        .findFirst()
        .orElseGet(
            () -> Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase).orElse("Unknown"));
  }
}
