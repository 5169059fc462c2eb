package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who sees a row of the grade. */
public enum Visibility {
  /** The student and the teacher. */
  @JsonProperty("student")
  STUDENT,
  /** The student once the work is due; until then the teacher only. */
  @JsonProperty("after-due-date")
  AFTER_DUE_DATE,
  /** The teacher only. */
  @JsonProperty("teacher")
  TEACHER;

  /**
   * Whether students see it.
   *
   * @param published whether the work is due
   */
  public boolean isShown(boolean published) {
    return this == STUDENT || (published && this == AFTER_DUE_DATE);
  }
}
