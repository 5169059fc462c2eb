package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stretch of history as text: a line for each change that a person would tell, with the seconds
 * since the beginning, and an arrow at the moments that matter.
 */
public final class TimelineFormatter {

  private static final int MOST_LINES = 40;
  private static final int AROUND_AN_ARROW = 6;

  private final Instant start;
  private final List<Change> changes;
  private final Set<Long> arrows;

  private record Line(String text, boolean hasArrow) {}

  private TimelineFormatter(Instant start, List<Change> changes, Set<Long> arrows) {
    this.start = start;
    this.changes = changes;
    this.arrows = arrows;
  }

  /** The whole history of the pods. */
  public static String ofPods(Timeline timeline) {
    return new TimelineFormatter(
            start(timeline),
            timeline.changes().stream().filter(c -> c.object() instanceof Pod).toList(),
            Set.of())
        .tell();
  }

  static TimelineFormatter of(
      Timeline timeline, Collection<ObjectName<?>> subjects, Set<Moment> arrows) {
    return new TimelineFormatter(
        start(timeline),
        subjects.stream()
            .flatMap(subject -> subject.history(timeline).changes().stream())
            .distinct()
            .sorted(Change.WATCH_ORDER)
            .toList(),
        arrows.stream().map(Moment::revision).collect(Collectors.toSet()));
  }

  private static Instant start(Timeline timeline) {
    return timeline.changes().stream().findFirst().map(Change::at).orElse(Instant.EPOCH);
  }

  String tell() {
    List<Line> lines = lines();
    if (lines.isEmpty()) {
      return "(nothing happened)" + System.lineSeparator();
    }
    return shorten(lines).stream()
        .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    Map<String, String> states = new HashMap<>();
    Map<String, String> uids = new HashMap<>();
    int width = changes.stream().mapToInt(c -> title(c).length()).max().orElse(0);
    for (Change change : changes) {
      boolean isNew = !change.uid().equals(uids.put(change.subject(), change.uid()));
      String state = change.isDeletion() ? "gone" : state(change.object());
      boolean told = state.equals(states.put(change.subject(), state)) && !isNew;
      boolean arrow = arrows.contains(change.revision());
      if (!told || arrow) {
        lines.add(
            new Line(
                String.format(
                    Locale.ROOT,
                    "%s %6.1f s  %s%s  %s",
                    arrow ? "->" : "  ",
                    Duration.between(start, change.at()).toMillis() / 1000.0,
                    title(change),
                    " ".repeat(width - title(change).length()),
                    isNew && !change.isDeletion() ? "new: " + state : state),
                arrow));
      }
    }
    return lines;
  }

  private static List<String> shorten(List<Line> lines) {
    List<String> kept = new ArrayList<>();
    boolean skipping = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean keep = lines.size() <= MOST_LINES || isNearAnArrow(lines, i);
      if (keep) {
        kept.add(lines.get(i).text());
      } else if (!skipping) {
        kept.add("   …");
      }
      skipping = !keep;
    }
    return kept;
  }

  private static boolean isNearAnArrow(List<Line> lines, int place) {
    return lines.stream().noneMatch(Line::hasArrow)
        ? place >= lines.size() - MOST_LINES
        : lines
            .subList(
                Math.max(0, place - AROUND_AN_ARROW),
                Math.min(lines.size(), place + AROUND_AN_ARROW + 1))
            .stream()
            .anyMatch(Line::hasArrow);
  }

  private static String title(Change change) {
    return change.object() instanceof Pod ? change.name() : change.subject();
  }

  private static String state(HasMetadata object) {
    if (object instanceof Pod pod) {
      return join(
          Optional.of(Pods.phase(pod)),
          Optional.of("ready").filter(ready -> Pods.reportsReady(pod)),
          Optional.of("restarts " + Pods.restarts(pod)).filter(r -> Pods.restarts(pod) > 0),
          Pods.revision(pod).map(revision -> "revision " + revision));
    }
    if (object instanceof PersistentVolumeClaim claim) {
      return Claims.phase(claim);
    }
    if (object instanceof StatefulSet set) {
      return join(
          Optional.of(
              "%d of %d ready"
                  .formatted(StatefulSets.readyReplicas(set), StatefulSets.replicas(set))),
          StatefulSets.updateRevision(set).map(revision -> "update revision " + revision));
    }
    return object.getMetadata().getDeletionTimestamp() == null ? "exists" : "Terminating";
  }

  @SafeVarargs
  private static String join(Optional<String>... parts) {
    return Stream.of(parts).flatMap(Optional::stream).collect(Collectors.joining(", "));
  }
}
