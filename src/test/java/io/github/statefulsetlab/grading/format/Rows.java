package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the rows of a sheet: those of the rubric, or one point for each criterion without one. */
final class Rows {

  private static final Points ONE = Points.of("1");

  private Rows() {}

  static List<Row> of(SubmissionGrade submission) {
    return submission.tasks().isEmpty() ? ofCriteria(submission) : ofTasks(submission);
  }

  private static List<Row> ofTasks(SubmissionGrade submission) {
    List<Row> rows = new ArrayList<>();
    List<TaskGrade> tasks = submission.tasks();
    for (int t = 0; t < tasks.size(); t++) {
      TaskGrade task = tasks.get(t);
      for (int i = 0; i < task.items().size(); i++) {
        String number = (t + 1) + "." + (i + 1);
        rows.add(of(number, task, task.items().get(i), submission.criteria()));
      }
    }
    return List.copyOf(rows);
  }

  private static Row of(String number, TaskGrade task, ItemGrade item, List<Result> all) {
    RowState state = RowState.of(item);
    return new Row(
        item.id(),
        number,
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
    List<String> families =
        submission.criteria().stream().map(result -> family(result.id())).distinct().toList();
    return families.stream()
        .flatMap(family -> ofFamily(families.indexOf(family) + 1, family, submission))
        .toList();
  }

  private static Stream<Row> ofFamily(int number, String family, SubmissionGrade submission) {
    List<Result> results =
        submission.criteria().stream().filter(r -> family(r.id()).equals(family)).toList();
    return IntStream.range(0, results.size())
        .mapToObj(i -> of(number + "." + (i + 1), family, results.get(i)));
  }

  private static Row of(String number, String family, Result result) {
    RowState state = RowState.of(result.verdict());
    return new Row(
        result.id(),
        number,
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
