package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A learning system whose grade book can be filled in. */
interface GradebookSystem {

  /** Whether the header is this system's, whichever of its assignments is meant. */
  boolean isHeader(List<String> header, Map<String, String> asked);

  /** The columns, if the header is this system's. */
  Optional<GradebookColumns> columns(
      List<String> header, Map<String, String> asked, Set<String> titles);

  /** The name of a submission as the system's lines have it. */
  String key(String submission);

  /** What the cell of a line has to be for the submission of this key. */
  boolean isAbout(String cell, String key);

  /** The points as the system takes them. */
  Points grade(Sheet sheet);

  /** Text of a comment as the system shows it as text. */
  String comment(String text);
}
