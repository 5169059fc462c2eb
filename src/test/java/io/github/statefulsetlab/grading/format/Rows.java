package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the rows of a sheet: those of the rubric, or one point for each criterion without one. */
final class Rows {

  private static final Points ONE = Points.of("1");
  private static final String UNNUMBERED = "";
  private static final Comparator<Result> BY_FAMILY =
      Comparator.comparing(result -> family(result.id()));

  private Rows() {}

  static List<Row> of(SubmissionGrade submission) {
    return submission.tasks().isEmpty() ? ofCriteria(submission) : ofTasks(submission);
  }

  /** The rows with numbers that have no gaps, tasks first. */
  static List<Row> numbered(List<Row> rows) {
    List<Row> numbered = new ArrayList<>();
    int task = 0;
    int row = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean next = i == 0 || !rows.get(i).task().equals(rows.get(i - 1).task());
      task = next ? task + 1 : task;
      row = next ? 1 : row + 1;
      numbered.add(rows.get(i).numbered(task + "." + row));
    }
    return List.copyOf(numbered);
  }

  private static List<Row> ofTasks(SubmissionGrade submission) {
    return numbered(
        submission.tasks().stream()
            .flatMap(
                task -> task.items().stream().map(item -> of(task, item, submission.criteria())))
            .toList());
  }

  private static Row of(TaskGrade task, ItemGrade item, List<Result> all) {
    RowState state = RowState.of(item);
    return new Row(
        item.id(),
        UNNUMBERED,
        item.title(),
        task.title(),
        item.criteria().isEmpty() ? task.id() : family(item.criteria().get(0)),
        task.bonus(),
        state,
        state.counts() ? item.decided().orElse(Points.ZERO) : Points.ZERO,
        item.maxPoints(),
        item.visibility(),
        Optional.ofNullable(item.reason()),
        all.stream().filter(result -> isBehind(item, result)).toList());
  }

  private static boolean isBehind(ItemGrade item, Result result) {
    return item.criteria().contains(result.id()) && Objects.equals(item.chart(), result.chart());
  }

  private static List<Row> ofCriteria(SubmissionGrade submission) {
    return numbered(submission.criteria().stream().sorted(BY_FAMILY).map(Rows::of).toList());
  }

  private static Row of(Result result) {
    String family = family(result.id());
    RowState state = RowState.of(result.verdict());
    return new Row(
        result.id(),
        UNNUMBERED,
        result.title(),
        family,
        family,
        false,
        state,
        state == RowState.PASSED ? ONE : Points.ZERO,
        ONE,
        result.visibility(),
        Optional.empty(),
        List.of(result));
  }

  /** The part of a criterion's id before the dot. */
  private static String family(String criterion) {
    int dot = criterion.indexOf('.');
    return dot < 0 ? criterion : criterion.substring(0, dot);
  }
}
