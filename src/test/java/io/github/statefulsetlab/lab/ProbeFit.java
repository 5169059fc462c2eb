package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.kube.timeline.Obstacle;
import io.github.statefulsetlab.kube.timeline.Obstacles;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.NotGradableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the chart's own probes let its app become ready: their ports, and how long they wait for
 * a start and for an answer.
 */
public final class ProbeFit {

  private final LabContext lab;
  private final LabPods pods;

  ProbeFit(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  private Container app() {
    return lab.appContainerAsWritten();
  }

  private Optional<Probe> probe(String kind) {
    return Probes.of(app(), kind);
  }

  /** Whether the probe of this kind asks at a port where the app listens. */
  public boolean isAimed(String kind) {
    return !misaimed().containsKey(kind);
  }

  /**
   * Fails if a probe names a port that its container does not declare, or asks at one where nothing
   * listens.
   */
  public void assertPortsAnswer() {
    Probes.undeclaredPorts(app())
        .forEach(
            (kind, port) -> {
              throw undeclaredPort(kind, port);
            });
    List<String> kinds = Probes.KINDS.stream().filter(kind -> !isAimed(kind)).toList();
    if (!kinds.isEmpty()) {
      throw misaimed(kinds);
    }
  }

  private Map<String, String> misaimed() {
    return lab.installation().context().misaimedProbes();
  }

  private AssertionError misaimed(List<String> kinds) {
    int port = lab.installation().port();
    String what =
        kinds.stream()
            .map(kind -> "the %sProbe asks port %s".formatted(kind, misaimed().get(kind)))
            .collect(Collectors.joining(", "));
    String seen =
        isStandIn()
            ? "Nothing else in the chart names that port, and the container declares "
                + Probes.declaredPortsOrNone(app())
            : "Nothing listens there; the app listens on port " + port;
    return Hint.on(
        new AssertionError(
            "In container %s %s. %s, so the probe never succeeds."
                .formatted(app().getName(), what, seen)),
        "Set the port of the %s to the one that the app listens on (%d)."
            .formatted(
                kinds.stream()
                    .map(kind -> "%sProbe (%s)".formatted(kind, where(kind)))
                    .collect(Collectors.joining(" and of the ")),
                port));
  }

  private AssertionError undeclaredPort(String kind, String port) {
    String field = kind + "Probe";
    return Hint.on(
        new AssertionError(
            "The %s of container %s asks port '%s', but the container declares no port of that name; it declares %s."
                .formatted(field, app().getName(), port, Probes.declaredPortsOrNone(app()))),
        "Set the port of the %s (%s) to a name under ports of the container, or to a number."
            .formatted(field, where(kind)));
  }

  private String where(String kind) {
    return lab.installation().where(kind + "Probe", app().getName());
  }

  /** Fails if what kept the pods from being ready is a probe, as this reason for it says. */
  public void assertIsNotTheirs(RuntimeException reason) {
    Obstacles.ofProbes(lab.timeline(), lab.installation().statefulSetName())
        .filter(obstacle -> String.valueOf(reason.getMessage()).contains(obstacle.remedy()))
        .ifPresent(
            obstacle -> {
              throw failure(obstacle, reason);
            });
  }

  private AssertionError failure(Obstacle obstacle, RuntimeException reason) {
    return Hint.on(
        new AssertionError(obstacle.what(), reason),
        "%s In the chart: %s.".formatted(obstacle.remedy(), asWritten()));
  }

  /** Each probe with its place and its timing, before the harness changed anything in it. */
  private String asWritten() {
    return String.join(
        "; ", Probes.KINDS.stream().flatMap(kind -> asWritten(kind).stream()).toList());
  }

  private Optional<String> asWritten(String kind) {
    return probe(kind)
        .map(
            probe ->
                "%sProbe at %s (%s, timeoutSeconds %d)"
                    .formatted(
                        kind, where(kind), Probes.attempts(probe), Probes.timeoutSeconds(probe)));
  }

  /**
   * Whether the chart's own probes may give up before its app answers, by how long the pods took
   * here with probes that are more patient. What stands in for an app says nothing of it.
   */
  public boolean mayGiveUpTooSoon() {
    return !isStandIn() && (startsTooSlowly() || answersTooSlowly());
  }

  private boolean isStandIn() {
    return AppImage.REFERENCE.equals(lab.appContainer().getImage())
        && !AppImage.REFERENCE.equals(app().getImage());
  }

  private boolean startsTooSlowly() {
    Optional<Duration> patience = probe("startup").or(() -> probe("liveness")).map(Probes::givesUp);
    return patience
        .flatMap(most -> quickestStart().filter(took -> took.compareTo(most) > 0))
        .isPresent();
  }

  private Optional<Duration> quickestStart() {
    return pods.all().stream()
        .flatMap(pod -> pod.current().stream())
        .flatMap(pod -> start(pod).stream())
        .min(Comparator.naturalOrder());
  }

  /** From the start of the app's container until the pod was ready; empty if it had to restart. */
  private Optional<Duration> start(Pod pod) {
    Optional<Instant> ready =
        Stream.ofNullable(pod.getStatus().getConditions())
            .flatMap(List::stream)
            .filter(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()))
            .map(PodCondition::getLastTransitionTime)
            .filter(Objects::nonNull)
            .map(Instant::parse)
            .findFirst();
    Optional<Instant> started =
        Pods.containerStatuses(pod).stream()
            .filter(status -> status.getName().equals(app().getName()))
            .filter(status -> Pods.restarts(pod) == 0)
            .map(ContainerStatus::getState)
            .filter(Objects::nonNull)
            .map(ContainerState::getRunning)
            .filter(Objects::nonNull)
            .map(ContainerStateRunning::getStartedAt)
            .filter(Objects::nonNull)
            .map(Instant::parse)
            .findFirst();
    return started.flatMap(from -> ready.map(to -> Duration.between(from, to)));
  }

  /** Whether a page takes longer, twice in a row, than the probe that asks for it waits. */
  private boolean answersTooSlowly() {
    return Probes.KINDS.stream().flatMap(kind -> probe(kind).stream()).anyMatch(this::isTooSlow);
  }

  private boolean isTooSlow(Probe probe) {
    if (probe.getHttpGet() == null
        || Probes.path(probe.getHttpGet()).equals(lab.contract().visitPath())) {
      return false;
    }
    Duration most = Duration.ofSeconds(Probes.timeoutSeconds(probe));
    return Stream.generate(() -> answerTakes(probe))
        .limit(2)
        .allMatch(taken -> taken.compareTo(most) > 0);
  }

  private Duration answerTakes(Probe probe) {
    Instant asked = Instant.now();
    pods.pod(0).status(Probes.port(probe.getHttpGet(), app()), Probes.path(probe.getHttpGet()));
    return Duration.between(asked, Instant.now());
  }

  /**
   * Fails unless the pods of this lab, which has the chart's own probes, become ready and are left
   * alone by the livenessProbe for as long as that takes to give up.
   */
  public void assertBearsTheApp() {
    try {
      lab.installation().awaitReady();
    } catch (NotReadyException | NotGradableException e) {
      assertIsNotTheirs(e);
      throw e;
    }
    probe("liveness").ifPresent(this::assertLeavesTheAppAlone);
  }

  private void assertLeavesTheAppAlone(Probe liveness) {
    Duration window = Timeouts.window(Probes.patience(liveness).plus(Probes.notices(liveness)));
    LabPod pod = pods.pod(0);
    Hint.around(
        "Raise timeoutSeconds of the livenessProbe (%s), or point it at a page that answers sooner."
            .formatted(where("liveness")),
        () ->
            lab.waits()
                .consistentlyFor(
                    window,
                    "the livenessProbe leaves the app alone",
                    () -> {
                      if (pod.restarts() > 0) {
                        throw new AssertionError(
                            "The livenessProbe of container %s (%s, timeoutSeconds %d) restarted it, although the app works."
                                .formatted(
                                    app().getName(),
                                    Probes.describe(liveness, app()),
                                    Probes.timeoutSeconds(liveness)));
                      }
                    }));
  }
}
