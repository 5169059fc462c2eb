package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonProperty;

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
}
