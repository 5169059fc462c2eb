package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One submission's grade as rows. The points of all rows that count add up to its total.
 *
 * @param run what all submissions of the run share
 * @param rubric empty where there is none: then each criterion is worth one point
 */
record Sheet(
    Grade.Run run, Optional<Grade.RubricFacts> rubric, SubmissionGrade submission, List<Row> rows) {

  static Sheet of(Grade grade, SubmissionGrade submission) {
    return new Sheet(
        grade.run(), Optional.ofNullable(grade.rubric()), submission, Rows.of(submission));
  }

  static List<Sheet> of(Grade grade) {
    return grade.submissions().stream().map(submission -> of(grade, submission)).toList();
  }

  String id() {
    return submission.id();
  }

  /** The rubric's id, or the project's name: never a submission's words. */
  String suite() {
    return rubric.map(Grade.RubricFacts::id).orElse("statefulset-lab");
  }

  /** What a student may see. What is hidden is left out with its points and its number. */
  Sheet forStudent(boolean published) {
    Predicate<Visibility> shown = who -> who.isShown(published);
    List<Row> left =
        rows.stream()
            .filter(row -> shown.test(row.visibility()))
            .map(row -> row.with(shown))
            .toList();
    return new Sheet(run, rubric, submission, Rows.numbered(left));
  }

  boolean hidesRows() {
    return rows.stream().anyMatch(row -> row.visibility() != Visibility.STUDENT);
  }

  /** Whether a fault of the grader left something unjudged; then no format may show a total. */
  boolean isUngraded() {
    return !run.complete() || rows.isEmpty() || rows.stream().anyMatch(is(RowState.FAULT));
  }

  /** Whether nothing of it could be judged. */
  boolean isNotGradable() {
    return !counted().isEmpty() && counted().stream().allMatch(is(RowState.NOT_GRADABLE));
  }

  private static Predicate<Row> is(RowState state) {
    return row -> row.state() == state;
  }

  /** The rows whose points are part of the grade. */
  List<Row> counted() {
    return rows.stream().filter(row -> row.state().counts()).toList();
  }

  /** The points of all rows that count, with those of bonus tasks. */
  Points points() {
    return Points.sum(counted().stream().map(Row::points).toList());
  }

  /** The full mark of the rows that count, without what a bonus adds. */
  Points max() {
    return Points.sum(counted().stream().filter(row -> !row.bonus()).map(Row::max).toList());
  }

  /** The full mark with all that a bonus adds. */
  Points maxWithBonus() {
    return Points.sum(counted().stream().map(Row::max).toList());
  }

  /** The full mark of all that is asked for, whether or not it has been decided on. */
  Points fullMark() {
    return Points.sum(
        rows.stream()
            .filter(row -> !row.bonus() && row.state() != RowState.NOT_ASKED)
            .map(Row::max)
            .toList());
  }

  /** The points that wait for a person. */
  Points open() {
    return Points.sum(rows.stream().filter(is(RowState.OPEN)).map(Row::max).toList());
  }

  double seconds() {
    return rows.stream().mapToDouble(Row::seconds).sum();
  }

  /** The total in one sentence. */
  String summary() {
    if (isUngraded()) {
      return "not graded: it was not checked, or the grader failed; nothing was deducted";
    }
    String open = open().isZero() ? "" : "; a person gives up to %s more".formatted(open());
    return "%s of %s points%s%s".formatted(points().minus(bonus()), max(), ofBonus(), open);
  }

  private Points bonus() {
    return Points.sum(counted().stream().filter(Row::bonus).map(Row::points).toList());
  }

  private String ofBonus() {
    Points extra = maxWithBonus().minus(max());
    return extra.isZero() ? "" : ", bonus %s of %s".formatted(bonus(), extra);
  }

  /** Why nothing could be judged. */
  String whyNotGradable() {
    return rows.stream()
        .flatMap(row -> row.said().stream())
        .distinct()
        .limit(1)
        .collect(Collectors.joining());
  }
}
