package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.CapApplied;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Visibility;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What students may see of a grade. Hidden rows and criteria leave nothing behind: sums are those
 * of what is left, so that rows add up.
 */
public final class StudentView {

  private final boolean published;

  /**
   * A view for students.
   *
   * @param published whether the work is due, so that rows for after the due date are shown, too
   */
  public StudentView(boolean published) {
    this.published = published;
  }

  /** Whether anything of the grade is hidden. */
  public boolean hides(Grade grade) {
    return grade.submissions().stream()
        .flatMap(
            s ->
                Stream.concat(
                    s.criteria().stream().flatMap(StudentView::visibilities),
                    s.tasks().stream().flatMap(t -> t.items().stream()).map(ItemGrade::visibility)))
        .anyMatch(visibility -> !shows(visibility));
  }

  private static Stream<Visibility> visibilities(Result result) {
    return Stream.concat(
        Stream.of(result.visibility()),
        Optional.ofNullable(result.variants()).stream()
            .flatMap(List::stream)
            .map(Result.Variant::visibility));
  }

  /** Whether students see what has this visibility. */
  public boolean shows(Visibility visibility) {
    return visibility.isShown(published);
  }

  /** The grade without what is hidden. */
  public Grade of(Grade grade) {
    List<SubmissionGrade> shown = grade.submissions().stream().map(this::of).toList();
    Grade.RubricFacts rubric = grade.rubric();
    if (rubric != null && !shown.isEmpty()) {
      rubric =
          new Grade.RubricFacts(
              rubric.id(),
              rubric.title(),
              rubric.digest(),
              max(shown.get(0).score()),
              max(shown.get(0).bonus()));
    }
    return new Grade(grade.schema(), grade.run(), rubric, shown);
  }

  private static Points max(@Nullable Score score) {
    return Objects.requireNonNullElse(score, Score.NONE).maxPoints();
  }

  private SubmissionGrade of(SubmissionGrade whole) {
    List<Result> results =
        whole.criteria().stream()
            .filter(result -> shows(result.visibility()))
            .map(result -> unspoken(result, whole).without(this::shows))
            .toList();
    if (results.size() == whole.criteria().size() && whole.tasks().isEmpty()) {
      return whole;
    }
    List<TaskGrade> tasks =
        whole.tasks().stream().map(this::of).filter(task -> !task.items().isEmpty()).toList();
    Set<String> rows =
        tasks.stream()
            .flatMap(task -> task.items().stream())
            .map(ItemGrade::id)
            .collect(Collectors.toSet());
    List<Mark> marks =
        whole.overrides().stream()
            .filter(mark -> rows.contains(mark.item()) || mark.item().equals("cap"))
            .toList();
    SubmissionGrade shown = whole.with(Result.overall(results), results);
    return whole.score() == null
        ? shown
        : shown.scored(TaskGrade.outcome(tasks), tasks, caps(whole, results), marks);
  }

  /** What it depends on is not named if it is hidden. */
  private Result unspoken(Result result, SubmissionGrade whole) {
    return whole.criteria().stream()
            .filter(cause -> cause.id().equals(result.failedDependency()))
            .allMatch(cause -> shows(cause.visibility()))
        ? result
        : result.with().failedDependency(null).build();
  }

  private TaskGrade of(TaskGrade task) {
    return TaskGrade.of(
        task.id(),
        task.title(),
        task.bonus(),
        task.items().stream().filter(row -> shows(row.visibility())).toList());
  }

  private static List<CapApplied> caps(SubmissionGrade whole, List<Result> shown) {
    Set<String> ids = shown.stream().map(Result::id).collect(Collectors.toSet());
    return whole.caps().stream()
        .map(
            cap ->
                new CapApplied(
                    cap.at(),
                    cap.because().stream().filter(ids::contains).toList(),
                    cap.lost(),
                    cap.reason()))
        .toList();
  }
}
