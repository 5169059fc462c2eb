package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Points;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an assignment is worth. All points are worked out: weights are gone once it has been read.
 *
 * @param digest SHA-256 over its file, in hexadecimal
 * @param charts roles of charts beside the main one, as in {@code bonus}
 */
public record Rubric(
    String id, String title, String digest, List<String> charts, List<Task> tasks, List<Cap> caps) {

  /**
   * A task and its rows, whose points add up to those of the task.
   *
   * @param bonus whether its points come on top
   */
  public record Task(String id, String title, boolean bonus, List<Item> items) {

    /** What its rows add up to. */
    public Points points() {
      return Points.sum(items.stream().map(Item::points).toList());
    }
  }

  /**
   * A limit of the whole grade, bonus included.
   *
   * @param when criteria of the main chart; one broken promise of them is enough
   */
  public record Cap(Points at, List<String> when, String reason) {}

  /** Its rows, in order. */
  public Stream<Item> items() {
    return tasks.stream().flatMap(task -> task.items().stream());
  }

  /** What can be earned without the bonus. */
  public Points maxPoints() {
    return sum(false);
  }

  /** What can be earned on top. */
  public Points maxBonus() {
    return sum(true);
  }

  private Points sum(boolean bonus) {
    return Points.sum(
        tasks.stream().filter(task -> task.bonus() == bonus).map(Task::points).toList());
  }
}
