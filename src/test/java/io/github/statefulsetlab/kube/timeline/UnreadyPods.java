package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Probes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What keeps a pod from being ready whose containers run: a probe that the app answers with an
 * error, or a readiness gate that nobody opens.
 */
final class UnreadyPods {

  /** 404 and the like; a server error may mean that the app is not ready yet. */
  private static final Pattern REFUSED_BY_APP =
      Pattern.compile("^(\\w+) probe failed: HTTP probe failed with statuscode: (4\\d\\d)");

  private static final Pattern FAILED_BY_APP =
      Pattern.compile("^(\\w+) probe failed: HTTP probe failed with statuscode: (5\\d\\d)");

  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "^(\\w+) probe (?:failed|errored).*"
              + "(?:connection refused|deadline exceeded|Client\\.Timeout|i/o timeout|timed out).*",
          Pattern.DOTALL);

  private static final String OUR_GATES = "statefulset-lab.github.io/";

  private static final Duration APP_MAY_BE_STARTING = Duration.ofSeconds(20);
  private static final Duration CONTROLLER_MAY_BE_SLOW = Duration.ofSeconds(15);

  private UnreadyPods() {}

  static Stream<Obstacle> of(Timeline timeline, Pod pod) {
    return Pods.isRunning(pod) && !Pods.isReady(pod)
        ? Stream.concat(gates(pod), ofProbes(timeline, pod))
        : Stream.empty();
  }

  /** Those about probes, of a pod that is not ready. */
  static Stream<Obstacle> ofProbes(Timeline timeline, Pod pod) {
    return Pods.isRunning(pod) && !Pods.isReady(pod)
        ? Stream.concat(undeclaredPorts(pod), answers(timeline, pod))
        : Stream.empty();
  }

  /**
   * Why a pod was never ready, the reason that was seen last first. Ask once the time is up: while
   * an app starts, it may refuse connections or answer with an error.
   */
  static Stream<Obstacle> atTheEnd(Timeline timeline, Pod pod) {
    return Pods.isReady(pod)
        ? Stream.empty()
        : unhealthy(timeline, pod)
            .sorted(Comparator.comparing(UnreadyPods::lastSeen).reversed())
            .flatMap(event -> noAnswer(pod, event).or(() -> failed(pod, event)).stream());
  }

  private static String lastSeen(Event event) {
    return Optional.ofNullable(event.getLastTimestamp())
        .or(() -> Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()))
        .orElse("");
  }

  private static Optional<Obstacle> failed(Pod pod, Event event) {
    Matcher failed = FAILED_BY_APP.matcher(String.valueOf(event.getMessage()));
    if (!failed.find()) {
      return Optional.empty();
    }
    String field = failed.group(1).toLowerCase(Locale.ROOT) + "Probe";
    return Optional.of(
        new Obstacle(
            "The %s of pod %s asks for %s, and the app answers with status %s until the end, so the pod did not become ready."
                .formatted(field, pod.getMetadata().getName(), asked(pod, field), failed.group(2)),
            "The app says itself that it can't serve: look at what it writes (kubectl logs). Often it can't write to a folder, or something that it needs is not there."));
  }

  /** A probe at a port by a name that its container does not declare can't even be asked. */
  private static Stream<Obstacle> undeclaredPorts(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(
            container ->
                Probes.undeclaredPorts(container).entrySet().stream()
                    .map(probe -> undeclaredPort(container, probe.getKey(), probe.getValue())));
  }

  private static Obstacle undeclaredPort(Container container, String kind, String port) {
    return new Obstacle(
        "The %sProbe of container %s asks port '%s', but the container declares no port of that name (it declares %s), so the probe never succeeds."
            .formatted(kind, container.getName(), port, Probes.declaredPortsOrNone(container)),
        "Set the port of the %sProbe to a name under ports of the container, or to a number."
            .formatted(kind));
  }

  private static Stream<Obstacle> gates(Pod pod) {
    return Pods.conditionIs(pod, "ContainersReady", "True")
        ? Stream.ofNullable(pod.getSpec().getReadinessGates())
            .flatMap(List::stream)
            .map(PodReadinessGate::getConditionType)
            .filter(gate -> !gate.startsWith(OUR_GATES) && !Pods.conditionIs(pod, gate, "True"))
            .map(gate -> closed(pod, gate))
        : Stream.empty();
  }

  private static Obstacle closed(Pod pod, String gate) {
    return new Obstacle(
        "All containers of pod %s are ready, but the pod is not: its readinessGate %s is not set."
            .formatted(pod.getMetadata().getName(), gate),
        "Nothing in this cluster sets the condition %s. Remove it from spec.template.spec.readinessGates, or put the controller that sets it into the chart."
            .formatted(gate),
        CONTROLLER_MAY_BE_SLOW);
  }

  private static Stream<Obstacle> answers(Timeline timeline, Pod pod) {
    return unhealthy(timeline, pod).flatMap(event -> refused(pod, event).stream());
  }

  private static Stream<Event> unhealthy(Timeline timeline, Pod pod) {
    return timeline.events().stream()
        .filter(event -> "Unhealthy".equals(event.getReason()))
        .filter(event -> Pods.uid(pod).equals(event.getInvolvedObject().getUid()));
  }

  private static Optional<Obstacle> refused(Pod pod, Event event) {
    Matcher refused = REFUSED_BY_APP.matcher(String.valueOf(event.getMessage()));
    if (!refused.find()) {
      return Optional.empty();
    }
    String field = refused.group(1).toLowerCase(Locale.ROOT) + "Probe";
    String asked = asked(pod, field);
    return Optional.of(
        new Obstacle(
            "The %s of pod %s asks for %s, but the app answers with status %s, so the pod does not become ready."
                .formatted(field, pod.getMetadata().getName(), asked, refused.group(2)),
            "Point the %s at a page that the app serves and that does not count visits."
                .formatted(field),
            APP_MAY_BE_STARTING));
  }

  private static String asked(Pod pod, String field) {
    return KubeletRequests.of(pod.getSpec()).stream()
        .filter(request -> request.field().equals(field))
        .map(KubeletRequest::path)
        .findFirst()
        .orElse("a page");
  }

  /** An app that starts may refuse and be late, so this is believed at the end alone. */
  private static Optional<Obstacle> noAnswer(Pod pod, Event event) {
    Matcher failed = NO_ANSWER.matcher(String.valueOf(event.getMessage()));
    if (!failed.find()) {
      return Optional.empty();
    }
    String kind = failed.group(1).toLowerCase(Locale.ROOT);
    return container(pod, event, kind)
        .map(container -> new FailedProbe(container, kind, failed.group()))
        .map(
            probe ->
                new Obstacle(
                    "%s until the end, so pod %s did not become ready."
                        .formatted(probe.what(), pod.getMetadata().getName()),
                    probe.remedy()));
  }

  private static Optional<Container> container(Pod pod, Event event, String kind) {
    String path = String.valueOf(event.getInvolvedObject().getFieldPath());
    List<Container> probed =
        pod.getSpec().getContainers().stream()
            .filter(container -> Probes.of(container, kind).isPresent())
            .toList();
    return probed.stream()
        .filter(container -> path.equals("spec.containers{%s}".formatted(container.getName())))
        .findFirst()
        .or(() -> probed.stream().findFirst());
  }
}
