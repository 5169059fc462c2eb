package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Probes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Containers that the kubelet restarts because their startup or liveness probe fails, and whose pod
 * does not become ready for that reason. The kubelet's own event about it may be missing: it writes
 * no more than 25 about one pod, and each failed attempt is one.
 */
final class ProbeRestarts {

  /** Of a pod that was ready before: an app may hang once. */
  private static final int RESTARTS = 3;

  /** How a container ends that was asked to stop (SIGTERM), or was killed after that. */
  private static final Set<Integer> EXIT_CODES_OF_A_STOP = Set.of(0, 137, 143);

  /** Its times are whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private final Timeline timeline;
  private final Pod pod;

  private ProbeRestarts(Timeline timeline, Pod pod) {
    this.timeline = timeline;
    this.pod = pod;
  }

  /** The obstacles that a pod which is not ready meets by them. */
  static Stream<Obstacle> of(Timeline timeline, Pod pod) {
    return Pods.isReady(pod) ? Stream.empty() : new ProbeRestarts(timeline, pod).obstacles();
  }

  private Stream<Obstacle> obstacles() {
    int enough = wasReady() ? RESTARTS : 1;
    return Pods.containerStatuses(pod).stream()
        .filter(status -> status.getRestartCount() != null && status.getRestartCount() >= enough)
        .flatMap(status -> obstacle(status).stream());
  }

  private boolean wasReady() {
    return timeline.pod(pod.getMetadata().getName()).incarnations().stream()
        .filter(one -> one.uids().contains(Pods.uid(pod)))
        .anyMatch(one -> one.became("became ready", Pods::reportsReady).isPresent());
  }

  private Optional<Obstacle> obstacle(ContainerStatus status) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> container.getName().equals(status.getName()))
        .findFirst()
        .flatMap(container -> obstacle(status, container));
  }

  private Optional<Obstacle> obstacle(ContainerStatus status, Container container) {
    return Stream.of("liveness", "startup")
        .flatMap(kind -> obstacle(status, container, kind).stream())
        .findFirst();
  }

  private Optional<Obstacle> obstacle(ContainerStatus status, Container container, String kind) {
    return Probes.of(container, kind)
        .filter(probe -> hasGivenUp(status, probe))
        .flatMap(probe -> failure(container, kind))
        .map(
            event -> {
              FailedProbe failed = new FailedProbe(container, asWritten(container, kind), event);
              return new Obstacle(
                  "%s, so the container was restarted (%d so far), and pod %s does not become ready."
                      .formatted(
                          failed.what(), status.getRestartCount(), pod.getMetadata().getName()),
                  failed.remedy());
            });
  }

  /** A startupProbe that asks for the same as the livenessProbe may be one of the grader's own. */
  private static String asWritten(Container container, String kind) {
    Probe liveness = container.getLivenessProbe();
    Probe startup = container.getStartupProbe();
    return liveness != null && startup != null && Probes.asksTheSame(liveness, startup)
        ? "liveness"
        : kind;
  }

  private static boolean hasGivenUp(ContainerStatus status, Probe probe) {
    ContainerStateTerminated ended =
        status.getLastState() == null ? null : status.getLastState().getTerminated();
    if (ended == null || ended.getStartedAt() == null || ended.getFinishedAt() == null) {
      return false;
    }
    Duration ran =
        Duration.between(Instant.parse(ended.getStartedAt()), Instant.parse(ended.getFinishedAt()));
    return EXIT_CODES_OF_A_STOP.contains(ended.getExitCode())
        && !"OOMKilled".equals(ended.getReason())
        && ran.plus(ROUNDING).compareTo(Probes.givesUp(probe)) >= 0;
  }

  /** The last failed attempt of that probe. */
  private Optional<String> failure(Container container, String kind) {
    String prefix = kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1);
    return timeline.events().stream()
        .filter(event -> "Unhealthy".equals(event.getReason()))
        .filter(event -> Pods.uid(pod).equals(event.getInvolvedObject().getUid()))
        .filter(event -> isAbout(event, container))
        .map(event -> String.valueOf(event.getMessage()))
        .filter(message -> message.startsWith(prefix + " probe "))
        .reduce((first, last) -> last);
  }

  private static boolean isAbout(Event event, Container container) {
    String path = event.getInvolvedObject().getFieldPath();
    return path == null || path.equals("spec.containers{%s}".formatted(container.getName()));
  }
}
