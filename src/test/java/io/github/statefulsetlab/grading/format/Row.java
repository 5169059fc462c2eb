package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Visibility;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One line of a grade.
 *
 * @param id the same for all submissions
 * @param number the place in the rubric, as in {@code 2.1}
 * @param family groups rows as readers of JUnit XML do
 * @param points zero where nothing is counted
 * @param reason why points are missing or who gave them; empty where the results say it
 * @param results of the criteria behind it; empty if a person judges it
 */
record Row(
    String id,
    String number,
    String title,
    String task,
    String family,
    boolean bonus,
    RowState state,
    Points points,
    Points max,
    Visibility visibility,
    Optional<String> reason,
    List<Result> results) {

  Row {
    if (points.compareTo(max) > 0 || (!points.isZero() && !state.counts())) {
      throw new IllegalArgumentException(
          "%s has %s of %s points and is %s.".formatted(id, points, max, state));
    }
  }

  /** The row without results that not everybody may see. */
  Row with(Predicate<Visibility> shown) {
    List<Result> left =
        results.stream()
            .filter(r -> shown.test(r.visibility()))
            .map(r -> r.without(shown))
            .toList();
    return new Row(
        id, number, title, task, family, bonus, state, points, max, visibility, reason, left);
  }

  Row numbered(String place) {
    return new Row(
        id, place, title, task, family, bonus, state, points, max, visibility, reason, results);
  }

  Points lost() {
    return state.isFailure() ? max.minus(points) : Points.ZERO;
  }

  /** What the same row of all submissions is called. */
  String name() {
    return id + " " + title;
  }

  double seconds() {
    return results.stream().mapToDouble(Result::seconds).sum();
  }

  List<String> evidence() {
    return results.stream().flatMap(result -> result.evidence().stream()).toList();
  }

  /**
   * Results that say what was seen instead of what was expected; none where the row lost nothing,
   * though an alternative to what counts, or another row's way of asking, may have failed.
   */
  List<Result> explained() {
    return state == RowState.PASSED ? List.of() : failed();
  }

  private List<Result> failed() {
    return results.stream().filter(result -> result.seen() != null).toList();
  }

  /** The first hint that a student can act on. */
  Optional<String> hint() {
    return explained().stream().map(Result::hint).filter(Objects::nonNull).findFirst();
  }

  /** What was seen, or why points are missing, in one text; empty where all is well. */
  Optional<String> said() {
    Stream<String> seen =
        explained().stream().filter(this::saysMore).map(Result::seen).filter(Objects::nonNull);
    return Stream.concat(reason.stream(), seen).distinct().reduce((a, b) -> a + "\n" + b);
  }

  /** Whether what was seen is not in the reason already, as it is where something was skipped. */
  boolean saysMore(Result result) {
    return reason.filter(why -> why.contains(String.valueOf(result.seen()))).isEmpty();
  }

  /** "1.5 of 2 points", "not graded" and the like: the same words in every format. */
  String score() {
    return switch (state) {
      case OPEN -> "not graded yet: a person gives up to %s points".formatted(max);
      case FAULT ->
          results.isEmpty()
              ? "not graded: it was not checked, nothing was deducted"
              : "not graded: the grader failed, nothing was deducted";
      case NOT_ASKED -> "not asked for";
      default -> "%s of %s points".formatted(points, max);
    };
  }
}
