package io.github.statefulsetlab.grading;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A task of the rubric with its rows.
 *
 * @param bonus whether its points come on top
 * @param score the sum of the rows
 */
public record TaskGrade(
    String id, String title, boolean bonus, Score score, List<ItemGrade> items) {

  /** The task with the sum of its rows. */
  public static TaskGrade of(String id, String title, boolean bonus, List<ItemGrade> items) {
    return new TaskGrade(
        id, title, bonus, Score.sum(items.stream().map(ItemGrade::score).toList()), items);
  }

  /** The outcome of all rows of these tasks together: a fault of the grader weighs most. */
  public static Outcome outcome(Collection<TaskGrade> tasks) {
    List<Outcome> rows =
        tasks.stream().flatMap(task -> task.items().stream()).map(ItemGrade::outcome).toList();
    return Stream.of(Outcome.UNGRADED, Outcome.FOR_A_PERSON)
        .filter(rows::contains)
        .findFirst()
        .orElse(Outcome.GRADED);
  }
}
