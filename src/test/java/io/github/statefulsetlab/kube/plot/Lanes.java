package io.github.statefulsetlab.kube.plot;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How objects were over time, one lane for each: what a Gantt chart is drawn from, for people to
 * look at and never to assert on. A state that lasts until the end of its group lasts longer than
 * was watched.
 *
 * @param states all states that occur, in the order in which a legend names them
 */
public record Lanes(String title, List<String> states, List<Lane> lanes) implements Plot {

  /** How much of a plot is kept free after the last change, and how much at least. */
  private static final int SHARE_AFTER = 20;

  private static final Duration LEAST_AFTER = Duration.ofMillis(500);

  /** Where a plot ends, so that the state that its last change led to can be seen. */
  public static Duration endAfter(Duration lastChange) {
    Duration share = lastChange.dividedBy(SHARE_AFTER);
    return lastChange.plus(share.compareTo(LEAST_AFTER) > 0 ? share : LEAST_AFTER);
  }

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

  private String spans(Lane lane) {
    Duration end = end(lane.group());
    return lane.spans().stream()
        .map(
            span ->
                span.until().equals(end)
                    ? "%s from %s".formatted(span.state(), seconds(span.from()))
                    : "%s %s to %s"
                        .formatted(span.state(), seconds(span.from()), seconds(span.until())))
        .collect(Collectors.joining(", "));
  }

  private Duration end(String group) {
    return lanes.stream()
        .filter(lane -> lane.group().equals(group))
        .flatMap(lane -> lane.spans().stream())
        .map(Span::until)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
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
