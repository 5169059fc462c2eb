package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.Pods;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a StatefulSet's pods from being ready, read from a timeline: refusals by admission, by
 * the kubelet, by the scheduler, by a provisioner. Some mend themselves (a ServiceAccount that is
 * created a moment after the set): believe one that stays.
 */
public final class Obstacles {

  private static final int RESTARTS = 3;

  /** Kubernetes 1.36 writes {@code Create Pod}, earlier ones wrote {@code create Pod}. */
  private static final Pattern CREATES =
      Pattern.compile("\\bcreate (?:Pod|Claim) (\\S+) ", Pattern.CASE_INSENSITIVE);

  private static final Pattern ACCOUNT = Pattern.compile("serviceaccount \"([^\"]+)\" not found");
  private static final Pattern MISSING =
      Pattern.compile("\\b(secret|configmap) \"([^\"]+)\" not found", Pattern.CASE_INSENSITIVE);

  /**
   * What whoever was refused by it asks again by itself: of two that change the same object at a
   * time the API server refuses one, and a busy one refuses some or answers too late.
   */
  private static final Pattern ASKED_AGAIN =
      Pattern.compile(
          "please apply your changes to the latest version|connection refused|deadline exceeded|timed out|"
              + "unable to handle the request|too many requests|etcdserver:",
          Pattern.CASE_INSENSITIVE);

  /** What the scheduler says of all nodes; anything else it tries again by itself. */
  private static final Pattern NO_NODE = Pattern.compile("\\d+/\\d+ nodes are available");

  private static final Pattern NO_CLAIM =
      Pattern.compile("persistentvolumeclaim \"([^\"]+)\" not found");

  /** A claim that is not bound yet, and room that other labs take up for a while. */
  private static final Set<String> NOT_FOR_GOOD =
      Set.of("persistentvolumeclaim", "insufficient", "too many pods", "pod affinity rules");

  /** A first pull that failed is tried again after 10 s. */
  private static final Duration PULL_IS_TRIED_AGAIN = Duration.ofSeconds(20);

  private static final Set<String> PULLS =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  private Obstacles() {}

  /** The first obstacle in the way of the pods of a set. */
  public static Optional<Obstacle> of(Timeline timeline, String statefulSet) {
    List<Pod> pods = pods(timeline, statefulSet);
    return Stream.<Stream<Obstacle>>of(
            refusedPods(timeline, statefulSet),
            pods.stream().flatMap(pod -> ProbeRestarts.of(timeline, pod)),
            pods.stream().flatMap(Obstacles::waiting),
            pods.stream().filter(pod -> !Pods.isRunning(pod)).flatMap(pod -> toldOf(timeline, pod)),
            pods.stream().flatMap(pod -> UnreadyPods.of(timeline, pod)),
            claims(timeline))
        .flatMap(found -> found)
        .findFirst();
  }

  /** What keeps the set's pods from being ready that is about their probes. */
  public static Optional<Obstacle> ofProbes(Timeline timeline, String statefulSet) {
    return pods(timeline, statefulSet).stream()
        .flatMap(
            pod ->
                Stream.of(
                        ProbeRestarts.of(timeline, pod),
                        UnreadyPods.ofProbes(timeline, pod),
                        UnreadyPods.atTheEnd(timeline, pod))
                    .flatMap(found -> found))
        .findFirst();
  }

  /** Why the pods were not ready in time, where something tells that did not look like a reason. */
  public static Optional<Obstacle> atTheEnd(Timeline timeline, String statefulSet) {
    return pods(timeline, statefulSet).stream()
        .flatMap(pod -> UnreadyPods.atTheEnd(timeline, pod))
        .findFirst();
  }

  private static List<Pod> pods(Timeline timeline, String statefulSet) {
    return timeline.current(Pod.class).stream()
        .filter(pod -> Pods.isNamedBy(statefulSet, pod.getMetadata().getName()))
        .toList();
  }

  private static Stream<Obstacle> refusedPods(Timeline timeline, String statefulSet) {
    return timeline.events().stream()
        .filter(event -> "FailedCreate".equals(event.getReason()))
        .filter(event -> isAbout(event, "StatefulSet", statefulSet))
        .filter(event -> !isAskedAgain(event))
        .filter(event -> isStillMissing(timeline, event.getMessage()))
        .map(event -> refusal(event.getMessage()));
  }

  private static boolean isAskedAgain(Event event) {
    return ASKED_AGAIN.matcher(String.valueOf(event.getMessage())).find();
  }

  private static boolean isStillMissing(Timeline timeline, String message) {
    Matcher created = CREATES.matcher(message);
    if (!created.find()) {
      return true;
    }
    String name = created.group(1);
    Predicate<Class<? extends HasMetadata>> isThere =
        type -> timeline.of(type, name).current().isPresent();
    return !isThere.test(Pod.class) && !isThere.test(PersistentVolumeClaim.class);
  }

  /** What was said to the controller when it asked for a pod. */
  static Obstacle refusal(String message) {
    String what = "A pod was refused: " + message;
    Matcher account = ACCOUNT.matcher(message);
    if (account.find()) {
      return new Obstacle(
          what,
          "Nothing creates the ServiceAccount %s: add it to the chart, or leave serviceAccountName out."
              .formatted(account.group(1)));
    }
    if (message.contains("violates PodSecurity")) {
      return new Obstacle(
          what,
          "The namespace enforces a Pod Security standard: take what it names out of the pod template.");
    }
    if (message.contains("exceeded quota")) {
      return new Obstacle(
          what, "The namespace has a ResourceQuota: ask for fewer pods, or for less in each.");
    }
    return new Obstacle(what, "Correct the field that it names in the StatefulSet's pod template.");
  }

  private static Stream<Obstacle> waiting(Pod pod) {
    Stream<ContainerStatus> statuses =
        Stream.concat(
            Pods.containerStatuses(pod).stream(),
            Stream.ofNullable(pod.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getInitContainerStatuses()))
                .flatMap(List::stream));
    return statuses
        .filter(status -> status.getState() != null)
        .flatMap(
            status ->
                Optional.ofNullable(status.getState().getWaiting())
                    .flatMap(waiting -> waiting(pod, status, waiting))
                    .or(() -> ended(pod, status))
                    .stream());
  }

  /** An init container that fails is said to have ended, and not to wait, until it runs again. */
  private static Optional<Obstacle> ended(Pod pod, ContainerStatus status) {
    return Optional.ofNullable(status.getState().getTerminated())
        .filter(end -> !Integer.valueOf(0).equals(end.getExitCode()))
        .flatMap(end -> crashLoop(pod, status, end));
  }

  private static Optional<Obstacle> crashLoop(
      Pod pod, ContainerStatus status, @Nullable ContainerStateTerminated last) {
    return status.getRestartCount() < RESTARTS
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "%s has ended %d times%s."
                    .formatted(where(pod, status), status.getRestartCount() + 1, exitCode(last)),
                "Its last lines are in the evidence. Often a setting or a module is missing."));
  }

  private static String where(Pod pod, ContainerStatus status) {
    return "Container %s of pod %s".formatted(status.getName(), pod.getMetadata().getName());
  }

  private static Optional<Obstacle> waiting(
      Pod pod, ContainerStatus status, ContainerStateWaiting waiting) {
    String reason = String.valueOf(waiting.getReason());
    String what =
        "%s waits with %s: %s".formatted(where(pod, status), reason, waiting.getMessage());
    if (PULLS.contains(reason)) {
      return Optional.of(
          new Obstacle(
              what,
              "The image %s can't be pulled: correct its name, or say with --image where it is."
                  .formatted(status.getImage()),
              PULL_IS_TRIED_AGAIN));
    }
    return switch (reason) {
      case "CreateContainerConfigError" ->
          Optional.of(
              new Obstacle(
                  what,
                  missing(String.valueOf(waiting.getMessage()))
                      .orElse("Correct what it names in the pod template.")));
      case "CreateContainerError", "RunContainerError" ->
          Optional.of(
              new Obstacle(
                  what, "Is the container's command in the image, and may its user run it?"));
      case "CrashLoopBackOff" ->
          crashLoop(
              pod,
              status,
              Optional.ofNullable(status.getLastState())
                  .map(state -> state.getTerminated())
                  .orElse(null));
      default -> Optional.empty();
    };
  }

  private static String exitCode(@Nullable ContainerStateTerminated last) {
    return last == null
        ? ""
        : ", the last time with exit code %d (%s)".formatted(last.getExitCode(), last.getReason());
  }

  private static Optional<String> missing(String message) {
    Matcher missing = MISSING.matcher(message);
    if (!missing.find()) {
      return Optional.empty();
    }
    String kind = missing.group(1).equalsIgnoreCase("secret") ? "Secret" : "ConfigMap";
    return Optional.of(
        "Nothing creates the %s %s: add it to the chart, or make the reference optional."
            .formatted(kind, missing.group(2)));
  }

  private static Stream<Obstacle> toldOf(Timeline timeline, Pod pod) {
    String name = pod.getMetadata().getName();
    return timeline.events().stream()
        .filter(event -> isAbout(event, "Pod", name))
        .filter(event -> isAbout(event, Pods.uid(pod)))
        .filter(event -> !isOvertaken(timeline, event))
        .flatMap(event -> toldOf(name, event).stream());
  }

  /** A busy scheduler may look for a claim before it has heard that the controller made it. */
  private static boolean isOvertaken(Timeline timeline, Event event) {
    Matcher claim = NO_CLAIM.matcher(String.valueOf(event.getMessage()));
    return claim.find()
        && timeline.of(PersistentVolumeClaim.class, claim.group(1)).current().isPresent();
  }

  private static Optional<Obstacle> toldOf(String pod, Event event) {
    String message = String.valueOf(event.getMessage());
    if ("FailedMount".equals(event.getReason())) {
      return missing(message)
          .map(
              remedy ->
                  new Obstacle("Pod %s can't mount a volume: %s.".formatted(pod, message), remedy));
    }
    boolean scheduling =
        "FailedScheduling".equals(event.getReason()) && NO_NODE.matcher(message).find();
    Matcher claim = NO_CLAIM.matcher(message);
    if (scheduling && claim.find()) {
      return Optional.of(
          new Obstacle(
              "Pod %s mounts the PersistentVolumeClaim %s, but there is none of that name."
                  .formatted(pod, claim.group(1)),
              "Add the PersistentVolumeClaim %s to the chart, or put a claim template under spec.volumeClaimTemplates of the StatefulSet instead."
                  .formatted(claim.group(1))));
    }
    boolean forGood =
        scheduling && NOT_FOR_GOOD.stream().noneMatch(message.toLowerCase(Locale.ROOT)::contains);
    return forGood
        ? Optional.of(
            new Obstacle(
                "Pod %s can't be scheduled: %s.".formatted(pod, message.replaceFirst("\\.$", "")),
                "Ask for less, or leave out the node selector, affinity or toleration that no node fits."))
        : Optional.empty();
  }

  private static Stream<Obstacle> claims(Timeline timeline) {
    return timeline.events().stream()
        .filter(event -> "ProvisioningFailed".equals(event.getReason()))
        .filter(event -> !isAskedAgain(event))
        .filter(
            event ->
                timeline
                    .of(PersistentVolumeClaim.class, event.getInvolvedObject().getName())
                    .current()
                    .filter(claim -> !Claims.isBound(claim))
                    .isPresent())
        .map(
            event ->
                new Obstacle(
                    "No volume was provisioned for claim %s: %s."
                        .formatted(
                            event.getInvolvedObject().getName(),
                            event.getMessage().replaceFirst("\\.$", "")),
                    "Ask in volumeClaimTemplates for a storageClassName and accessModes that the cluster has."));
  }

  private static boolean isAbout(Event event, String kind, String name) {
    return kind.equals(event.getInvolvedObject().getKind())
        && name.equals(event.getInvolvedObject().getName());
  }

  private static boolean isAbout(Event event, String uid) {
    return uid.equals(event.getInvolvedObject().getUid());
  }
}
