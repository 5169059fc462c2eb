package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Lanes.Lane;
import io.github.statefulsetlab.kube.plot.Lanes.Mark;
import io.github.statefulsetlab.kube.plot.Lanes.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the pods of a timeline were over time: ready or not, and at which revision. By the
 * recorder's clock, which is good for pictures only.
 */
public final class PodStates {

  private static final String PENDING = "pending";
  private static final String NOT_READY = "not ready";
  private static final String READY = "ready";
  private static final String TERMINATING = "terminating";

  private final Timeline timeline;
  private final Instant begin;
  private final Duration end;

  private PodStates(Timeline timeline, List<String> pods) {
    List<Instant> moments =
        pods.stream().flatMap(pod -> timeline.pod(pod).changes().stream()).map(Change::at).toList();
    this.timeline = timeline;
    this.begin = moments.stream().min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    this.end =
        Lanes.endAfter(
            moments.stream().max(Comparator.naturalOrder()).map(this::since).orElse(Duration.ZERO));
  }

  /** When each pod was ready and when not, with the restarts of its containers. */
  public static Lanes readiness(String title, Timeline timeline, List<String> pods) {
    PodStates states = new PodStates(timeline, pods);
    return new Lanes(
        title,
        List.of(PENDING, NOT_READY, READY, TERMINATING),
        pods.stream()
            .map(pod -> states.lane(pod, PodStates::readiness, states.restarts(pod)))
            .toList());
  }

  /** At which revision each pod was. */
  public static Lanes revisions(String title, Timeline timeline, List<String> pods) {
    PodStates states = new PodStates(timeline, pods);
    List<Lane> lanes =
        pods.stream()
            .map(pod -> states.lane(pod, of -> Pods.revision(of).orElse("none"), List.of()))
            .toList();
    return new Lanes(
        title,
        lanes.stream()
            .flatMap(lane -> lane.spans().stream())
            .sorted(Comparator.comparing(Span::from))
            .map(Span::state)
            .distinct()
            .toList(),
        lanes);
  }

  private Lane lane(String name, Function<Pod, String> state, List<Mark> marks) {
    return new Lane(
        "",
        name,
        timeline.pod(name).incarnations().stream()
            .flatMap(pod -> spans(pod.changes(), state).stream())
            .toList(),
        marks);
  }

  /** The stretches of one pod's life in which its state stayed the same. */
  private List<Span> spans(List<Change> changes, Function<Pod, String> state) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < changes.size() && !changes.get(i).isDeletion(); i++) {
      Duration from = since(changes.get(i).at());
      Duration until = i + 1 < changes.size() ? since(changes.get(i + 1).at()) : end;
      String now = state.apply((Pod) changes.get(i).object());
      Optional<Span> last =
          spans.isEmpty() ? Optional.empty() : Optional.of(spans.get(spans.size() - 1));
      if (last.filter(span -> span.state().equals(now)).isPresent()) {
        spans.set(spans.size() - 1, new Span(now, last.get().from(), until));
      } else {
        spans.add(new Span(now, from, until));
      }
    }
    return spans;
  }

  private List<Mark> restarts(String name) {
    return timeline.pod(name).incarnations().stream()
        .flatMap(pod -> pod.edges("restarted", PodStates::isRestart).stream())
        .map(moment -> new Mark("restart", since(moment.at())))
        .toList();
  }

  private static boolean isRestart(Optional<Pod> before, Pod now) {
    return before.filter(was -> Pods.restarts(was) < Pods.restarts(now)).isPresent();
  }

  private static String readiness(Pod pod) {
    if (Pods.isTerminating(pod)) {
      return TERMINATING;
    }
    if (Pods.reportsReady(pod)) {
      return READY;
    }
    return Pods.isRunning(pod) ? NOT_READY : PENDING;
  }

  private Duration since(Instant at) {
    return Duration.between(begin, at);
  }
}
