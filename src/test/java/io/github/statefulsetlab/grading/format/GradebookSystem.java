package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A learning system whose grade book can be filled in. */
interface GradebookSystem {

  /**
   * The columns, if the grade book is this system's.
   *
   * @param titles of the rubric
   * @throws FormatException if there are several that could be meant
   */
  Optional<GradebookColumns> columns(
      GradebookTable table, Map<String, String> asked, Set<String> titles);

  /** The name of a submission as the system's lines have it. */
  String key(String submission);

  /** What the cell of a line has to be for the submission of this key. */
  boolean isAbout(String cell, String key);

  /** Whether the cell that says whether a line can be changed denies it. */
  boolean isLocked(String cell);

  /** The points as the system takes them. */
  Points grade(Sheet sheet);

  /** Text of a comment as the system shows it as text. */
  String comment(String text);
}
