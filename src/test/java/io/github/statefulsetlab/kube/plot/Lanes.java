package io.github.statefulsetlab.kube.plot;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How objects were over time, one lane for each: what a Gantt chart is drawn from, for people to
 * look at and never to assert on.
 *
 * @param states all states that occur, in the order in which a legend names them
 */
public record Lanes(String title, List<String> states, List<Lane> lanes) implements Plot {

  /**
   * One object.
   *
   * @param group what it is shown together with, such as a pod management policy; empty if with all
   * @param marks when something happened that took no time
   */
  public record Lane(String group, String name, List<Span> spans, List<Mark> marks) {

    /** The name together with its group. */
    public String label() {
      return group.isEmpty() ? name : name + " (" + group + ")";
    }
  }

  /** A stretch of time, counted from the beginning of the history. */
  public record Span(String state, Duration from, Duration until) {}

  /** A moment, counted from the beginning of the history. */
  public record Mark(String what, Duration at) {}

  @Override
  public boolean isEmpty() {
    return lanes.stream().allMatch(lane -> lane.spans().isEmpty());
  }

  @Override
  public String text() {
    return lanes.stream()
        .map(lane -> lane.label() + ": " + spans(lane) + marks(lane))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String spans(Lane lane) {
    return lane.spans().stream()
        .map(
            span ->
                "%s %s to %s".formatted(span.state(), seconds(span.from()), seconds(span.until())))
        .collect(Collectors.joining(", "));
  }

  private static String marks(Lane lane) {
    return lane.marks().stream()
        .map(mark -> ", %s at %s".formatted(mark.what(), seconds(mark.at())))
        .collect(Collectors.joining());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
