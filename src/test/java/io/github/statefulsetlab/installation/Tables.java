package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Change;
import io.github.statefulsetlab.kube.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is recorded of objects, in the form in which {@code kubectl get} shows them. */
public final class Tables {

  private Tables() {}

  public static String pods(List<Pod> pods) {
    return table(
        List.of("NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP"),
        pods.stream()
            .map(
                pod ->
                    List.of(
                        pod.getMetadata().getName(),
                        readyContainers(pod) + "/" + pod.getSpec().getContainers().size(),
                        Pods.phase(pod),
                        String.valueOf(Pods.restarts(pod)),
                        age(pod.getMetadata().getCreationTimestamp()),
                        Pods.address(pod).orElse("<none>")))
            .toList());
  }

  /**
   * What {@code kubectl get statefulsets --watch} would have shown: a row whenever other pods were
   * ready than before. Ages are by the recorder's clock.
   */
  public static String readyOverTime(Timeline timeline) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> shown = new HashMap<>();
    for (Change change : timeline.changes()) {
      if (change.object() instanceof StatefulSet set) {
        String name = set.getMetadata().getName();
        String ready = ready(set);
        if (!ready.equals(shown.put(name, ready))) {
          String created = set.getMetadata().getCreationTimestamp();
          rows.add(
              List.of(name, ready, age(Duration.between(Instant.parse(created), change.at()))));
        }
      }
    }
    return table(List.of("NAME", "READY", "AGE"), rows);
  }

  /** A table with columns as wide as their widest cell. */
  public static String table(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    List<Integer> widths =
        IntStream.range(0, header.size())
            .mapToObj(
                column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    return all.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(
                        column ->
                            row.get(column)
                                + " ".repeat(widths.get(column) - row.get(column).length()))
                    .collect(Collectors.joining("   "))
                    .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String ready(StatefulSet set) {
    return StatefulSets.readyReplicas(set) + "/" + StatefulSets.replicas(set);
  }

  private static long readyContainers(Pod pod) {
    return Pods.containerStatuses(pod).stream()
        .filter(c -> Boolean.TRUE.equals(c.getReady()))
        .count();
  }

  private static String age(String created) {
    return age(Duration.between(Instant.parse(created), Instant.now()));
  }

  /** As kubectl prints it: two units while the greater one is small. */
  static String age(Duration time) {
    if (time.isNegative()) {
      return "0s";
    }
    if (time.toSeconds() < 120) {
      return time.toSeconds() + "s";
    }
    if (time.toMinutes() < 10) {
      return two(time.toMinutes() + "m", time.toSecondsPart(), "s");
    }
    if (time.toHours() < 3) {
      return time.toMinutes() + "m";
    }
    if (time.toHours() < 8) {
      return two(time.toHours() + "h", time.toMinutesPart(), "m");
    }
    if (time.toHours() < 48) {
      return time.toHours() + "h";
    }
    return time.toDays() < 8
        ? two(time.toDays() + "d", time.toHoursPart(), "h")
        : time.toDays() + "d";
  }

  private static String two(String greater, int smaller, String unit) {
    return smaller == 0 ? greater : greater + smaller + unit;
  }
}
