package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Pod's fields mean. Pure functions, none of which asks the cluster. */
public final class Pods {

  private static final String REVISION_LABEL = "controller-revision-hash";
  private static final Pattern ORDINAL = Pattern.compile(".*-(\\d{1,10})");

  /** The label with the pod's name, which the StatefulSet controller adds to each pod. */
  public static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";

  /** The label with the pod's ordinal, which the StatefulSet controller adds to each pod. */
  public static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";

  /** The labels that differ from one pod of a set to the next. */
  public static final Set<String> OWN_LABELS = Set.of(NAME_LABEL, INDEX_LABEL);

  /** Policies under which a pod asks the servers of its node, or those that it names. */
  private static final Set<String> OTHER_DNS = Set.of("Default", "None");

  private Pods() {}

  /** Whether a StatefulSet of one name gives the other to a pod, with however many replicas. */
  public static boolean isNamedBy(String statefulSet, String pod) {
    return pod.matches(Pattern.quote(statefulSet) + "-\\d+");
  }

  /**
   * Whether pods ask the cluster's DNS, see <a
   * href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy">Pod's
   * DNS policy</a>.
   */
  public static boolean askClusterDns(PodSpec pods) {
    return !OTHER_DNS.contains(String.valueOf(pods.getDnsPolicy()));
  }

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

  /**
   * The revision of its set that the pod was made from: the name of a ControllerRevision, see <a
   * href="https://kubernetes.io/docs/reference/labels-annotations-taints/#controller-revision-hash">controller-revision-hash</a>.
   */
  public static Optional<String> revision(Pod pod) {
    return label(pod, REVISION_LABEL);
  }

  /** The value of one of the pod's labels. */
  public static Optional<String> label(Pod pod, String name) {
    return Optional.ofNullable(pod.getMetadata().getLabels()).map(labels -> labels.get(name));
  }

  /** What tells this pod from every other that has had its name. */
  public static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  /** Whether the object with this UID is the pod's controller. */
  public static boolean isControlledBy(Pod pod, HasMetadata controller) {
    return Optional.ofNullable(pod.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream)
        .anyMatch(
            owner ->
                Boolean.TRUE.equals(owner.getController())
                    && controller.getMetadata().getUid().equals(owner.getUid()));
  }

  /** The number at the end of the pod's name. */
  public static OptionalInt ordinal(Pod pod) {
    return ordinal(pod.getMetadata().getName());
  }

  /** The number at the end of a pod's or a claim's name. */
  static OptionalInt ordinal(String name) {
    Matcher matcher = ORDINAL.matcher(name);
    return matcher.matches() && Long.parseLong(matcher.group(1)) <= Integer.MAX_VALUE
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Restarts of all containers together. */
  public static int restarts(Pod pod) {
    return containerStatuses(pod).stream().mapToInt(ContainerStatus::getRestartCount).sum();
  }

  /** Restarts of the container of this name. */
  public static int restarts(Pod pod, String container) {
    return containerStatus(pod, container).map(ContainerStatus::getRestartCount).orElse(0);
  }

  /** The container of this name as the kubelet last reported it; empty before it did. */
  public static Optional<ContainerStatus> containerStatus(Pod pod, String container) {
    return containerStatuses(pod).stream()
        .filter(status -> status.getName().equals(container))
        .findFirst();
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

  /** The names of all claims that it mounts. */
  public static List<String> claimNames(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(v -> v.getPersistentVolumeClaim() != null)
        .map(v -> v.getPersistentVolumeClaim().getClaimName())
        .toList();
  }

  /** What {@code kubectl get pod} shows in its STATUS column, as far as it matters here. */
  public static String phase(Pod pod) {
    if (isTerminating(pod)) {
      return "Terminating";
    }
    return waitingReason(pod)
        .or(() -> Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase))
        .orElse("Unknown");
  }

  /** Why a container of the pod does not run, as in {@code CrashLoopBackOff}. */
  public static Optional<String> waitingReason(Pod pod) {
    return states(pod)
        .filter(state -> state.getWaiting() != null)
        .map(state -> state.getWaiting().getReason())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Whether all of the pod's containers run. */
  public static boolean isRunning(Pod pod) {
    int containers = pod.getSpec().getContainers().size();
    return states(pod).filter(state -> state.getRunning() != null).count() == containers;
  }

  private static Stream<ContainerState> states(Pod pod) {
    return containerStatuses(pod).stream().map(ContainerStatus::getState).filter(Objects::nonNull);
  }
}
