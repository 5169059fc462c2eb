package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Whether points were decided on. */
public enum Outcome {
  /** All points that a machine decides on are decided on. */
  @JsonProperty("graded")
  GRADED,
  /** A fault of the grader, or a criterion that was not checked, left points undecided. */
  @JsonProperty("ungraded")
  UNGRADED,
  /** Points wait for a person. */
  @JsonProperty("for-a-person")
  FOR_A_PERSON;

  /** The outcome of these rows together: a fault of the grader weighs most. */
  public static Outcome of(Collection<TaskGrade> tasks) {
    List<Outcome> rows =
        tasks.stream().flatMap(task -> task.items().stream()).map(ItemGrade::outcome).toList();
    return Stream.of(UNGRADED, FOR_A_PERSON).filter(rows::contains).findFirst().orElse(GRADED);
  }
}
