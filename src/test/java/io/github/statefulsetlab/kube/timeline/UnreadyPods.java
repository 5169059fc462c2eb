package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.Pods;
import java.time.Duration;
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

  private static final Pattern NOBODY_LISTENS =
      Pattern.compile("^(\\w+) probe failed: .*dial tcp (\\S+): connect: connection refused");

  private static final String OUR_GATES = "statefulset-lab.github.io/";

  private static final Duration APP_MAY_BE_STARTING = Duration.ofSeconds(20);
  private static final Duration CONTROLLER_MAY_BE_SLOW = Duration.ofSeconds(15);

  private UnreadyPods() {}

  static Stream<Obstacle> of(Timeline timeline, Pod pod) {
    return Pods.isRunning(pod) && !Pods.isReady(pod)
        ? Stream.concat(gates(pod), answers(timeline, pod))
        : Stream.empty();
  }

  /** Why a pod was never ready, which is known only once there is no time left. */
  static Stream<Obstacle> atTheEnd(Timeline timeline, Pod pod) {
    return Pods.isReady(pod)
        ? Stream.empty()
        : unhealthy(timeline, pod).flatMap(event -> nobodyListens(pod, event).stream());
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
        "All containers of pod %s are ready, and the pod is not: its readinessGate %s is not set."
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
            "The %s of pod %s asks for %s, and the app answers with status %s, so the pod does not become ready."
                .formatted(field, pod.getMetadata().getName(), asked, refused.group(2)),
            "Point the %s at a page that the app serves and that does not count visits."
                .formatted(field),
            APP_MAY_BE_STARTING));
  }

  private static String asked(Pod pod, String field) {
    return KubeletRequest.of(pod.getSpec()).stream()
        .filter(request -> request.field().equals(field))
        .map(KubeletRequest::path)
        .findFirst()
        .orElse("a page");
  }

  private static Optional<Obstacle> nobodyListens(Pod pod, Event event) {
    Matcher refused = NOBODY_LISTENS.matcher(String.valueOf(event.getMessage()));
    if (!refused.find()) {
      return Optional.empty();
    }
    String containers =
        String.join(", ", pod.getSpec().getContainers().stream().map(Container::getName).toList());
    return Optional.of(
        new Obstacle(
            "The %s probe of pod %s (%s) was refused at %s until the end: nothing listens there."
                .formatted(
                    refused.group(1).toLowerCase(Locale.ROOT),
                    pod.getMetadata().getName(),
                    containers,
                    refused.group(2)),
            "Make the app listen on 0.0.0.0 instead of 127.0.0.1, and on the port that the probe asks."));
  }
}
