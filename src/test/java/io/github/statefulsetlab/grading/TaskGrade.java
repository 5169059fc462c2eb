package io.github.statefulsetlab.grading;

import java.util.List;

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
}
