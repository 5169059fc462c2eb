package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.History;
import io.github.statefulsetlab.kube.timeline.Moment;
import io.github.statefulsetlab.kube.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When each pod of a lab was created and ready, counted from the StatefulSet's creation by the
 * recorder's clock: to be shown, never to be asserted on. What a chart of the start is drawn from.
 */
public record StartTimes(String title, List<PodStart> pods) {

  /** One pod's part; empty where it has not got so far. */
  public record PodStart(String pod, Optional<Duration> created, Optional<Duration> ready) {}

  /** Those of the pods that the set asks for. */
  public static StartTimes of(StatefulSet set, Timeline timeline, String title) {
    String name = set.getMetadata().getName();
    Optional<Instant> begun = timeline.of(StatefulSet.class, name).created().map(Moment::at);
    return new StartTimes(
        title,
        StatefulSets.podNames(set).stream()
            .map(pod -> timeline.pod(pod))
            .map(history -> start(history, begun))
            .toList());
  }

  private static PodStart start(History<Pod> history, Optional<Instant> begun) {
    return new PodStart(
        history.name(),
        since(begun, history.created()),
        since(begun, history.became("became ready", Pods::reportsReady)));
  }

  private static Optional<Duration> since(Optional<Instant> begun, Optional<Moment> moment) {
    return begun.flatMap(from -> moment.map(to -> Duration.between(from, to.at())));
  }

  /** How long it took until all pods were ready; empty if one is not. */
  public Optional<Duration> untilAllReady() {
    return pods.stream().allMatch(pod -> pod.ready().isPresent())
        ? pods.stream().flatMap(pod -> pod.ready().stream()).max(Duration::compareTo)
        : Optional.empty();
  }

  /** A table with a row for each pod, and one for all of them. */
  public String table() {
    List<List<String>> rows = new ArrayList<>();
    pods.forEach(pod -> rows.add(List.of(pod.pod(), text(pod.created()), text(pod.ready()))));
    rows.add(List.of("all", "", text(untilAllReady())));
    return Tables.table(List.of("POD", "CREATED", "READY"), rows);
  }

  private static String text(Optional<Duration> time) {
    return time.map(t -> String.format(Locale.ROOT, "%.1f s", t.toMillis() / 1000.0)).orElse("-");
  }
}
