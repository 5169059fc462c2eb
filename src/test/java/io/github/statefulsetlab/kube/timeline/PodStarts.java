package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Lanes.Lane;
import io.github.statefulsetlab.kube.plot.Lanes.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each pod of a timeline waited for when it first started: a volume, a node, its image, its
 * container, its readiness probe. By the recorder's clock, which is good for pictures only.
 */
public final class PodStarts {

  private static final String VOLUME = "waiting for its volume";
  private static final String NODE = "waiting for a node";
  private static final String IMAGE = "waiting for its image";
  private static final String CONTAINER = "starting";
  private static final String PROBE = "not ready yet";
  private static final String READY = "ready";

  private final Timeline timeline;
  private final Instant begin;

  private PodStarts(Timeline timeline, List<String> pods) {
    this.timeline = timeline;
    this.begin =
        pods.stream()
            .flatMap(pod -> timeline.pod(pod).created().stream())
            .map(Moment::at)
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
  }

  /** The longest time that any of these pods took from its creation until it was first ready. */
  public static Duration slowest(Timeline timeline, List<String> pods) {
    return pods.stream()
        .flatMap(pod -> timeline.pod(pod).incarnations().stream())
        .flatMap(
            pod ->
                pod.created().stream()
                    .flatMap(
                        created ->
                            when(pod, Pods::reportsReady).stream()
                                .map(ready -> Duration.between(created.at(), ready))))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** A plot of starts, those of several labs below one another. */
  public static Lanes plot(String title, List<Lane> lanes) {
    return new Lanes(title, List.of(VOLUME, NODE, IMAGE, CONTAINER, PROBE, READY), lanes);
  }

  /**
   * A lane for each pod, from when the first was created until a little after the last was ready.
   *
   * @param group what these pods are shown together under, such as their policy
   */
  public static List<Lane> lanes(Timeline timeline, List<String> pods, String group) {
    PodStarts starts = new PodStarts(timeline, pods);
    List<List<Stage>> stages = pods.stream().map(starts::stages).toList();
    Duration end =
        Lanes.endAfter(
            stages.stream()
                .flatMap(List::stream)
                .map(Stage::end)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO));
    return IntStream.range(0, pods.size())
        .mapToObj(
            i ->
                new Lane(
                    group, pods.get(i), starts.spans(pods.get(i), stages.get(i), end), List.of()))
        .toList();
  }

  /** Something that a pod waited for, and when it had it. */
  private record Stage(String waiting, Duration end) {

    Stage notBefore(Duration earliest) {
      return end.compareTo(earliest) < 0 ? new Stage(waiting, earliest) : this;
    }
  }

  /**
   * In the order in which they came to an end, after the pod's creation. What it had before, such
   * as a claim that was bound, it did not wait for.
   */
  private List<Stage> stages(String name) {
    History<Pod> pod = timeline.pod(name).incarnation(1);
    Optional<Instant> created = pod.created().map(Moment::at);
    Optional<Instant> running = when(pod, Pods::isRunning);
    return Stream.of(
            stage("", created),
            stage(NODE, when(pod, of -> Pods.conditionIs(of, "PodScheduled", "True"))),
            stage(VOLUME, bound(pod)),
            stage(IMAGE, pulled(name).filter(at -> running.map(at::isBefore).orElse(true))),
            stage(CONTAINER, running),
            stage(PROBE, when(pod, Pods::reportsReady)))
        .flatMap(Optional::stream)
        .map(stage -> created.map(at -> stage.notBefore(Duration.between(begin, at))).orElse(stage))
        .sorted(Comparator.comparing(Stage::end))
        .toList();
  }

  private Optional<Stage> stage(String waiting, Optional<Instant> end) {
    return end.map(at -> new Stage(waiting, Duration.between(begin, at)));
  }

  private static Optional<Instant> when(History<Pod> pod, Predicate<Pod> reached) {
    return pod.became("reached", reached).map(Moment::at);
  }

  /** When the last of its claims was bound. */
  private Optional<Instant> bound(History<Pod> pod) {
    return claims(pod)
        .map(claim -> timeline.of(PersistentVolumeClaim.class, claim.getClaimName()))
        .flatMap(claim -> claim.became("was bound", Claims::isBound).stream())
        .map(Moment::at)
        .max(Comparator.naturalOrder());
  }

  private static Stream<PersistentVolumeClaimVolumeSource> claims(History<Pod> pod) {
    return pod.lastSeen().stream()
        .flatMap(of -> of.getSpec().getVolumes().stream())
        .flatMap(volume -> Optional.ofNullable(volume.getPersistentVolumeClaim()).stream());
  }

  /** By its event, which on a busy cluster may come when the container runs already. */
  private Optional<Instant> pulled(String pod) {
    return timeline.changes().stream()
        .filter(change -> change.object() instanceof Event event && isPull(event, pod))
        .map(Change::at)
        .findFirst();
  }

  private static boolean isPull(Event event, String pod) {
    return "Pulled".equals(event.getReason())
        && event.getInvolvedObject() != null
        && pod.equals(event.getInvolvedObject().getName());
  }

  private List<Span> spans(String pod, List<Stage> stages, Duration end) {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i < stages.size(); i++) {
      spans.add(new Span(stages.get(i).waiting(), stages.get(i - 1).end(), stages.get(i).end()));
    }
    if (!stages.isEmpty()) {
      spans.add(new Span(last(pod, stages), stages.get(stages.size() - 1).end(), end));
    }
    return spans.stream().filter(span -> span.from().compareTo(span.until()) < 0).toList();
  }

  /** What the pod was, or waited for, when the last of these stages was over. */
  private String last(String pod, List<Stage> stages) {
    List<String> over = stages.stream().map(Stage::waiting).toList();
    if (over.contains(PROBE)) {
      return READY;
    }
    if (over.contains(CONTAINER)) {
      return PROBE;
    }
    if (over.contains(IMAGE)) {
      return CONTAINER;
    }
    if (over.contains(NODE)) {
      return IMAGE;
    }
    boolean hasVolume =
        over.contains(VOLUME) || claims(timeline.pod(pod).incarnation(1)).findAny().isEmpty();
    return hasVolume ? NODE : VOLUME;
  }
}
