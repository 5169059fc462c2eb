package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a rubric with its points.
 *
 * @param id unique within the rubric
 * @param chart which of the submission's charts it is about; null for the main one
 * @param criteria the criteria behind it; empty if a person judges it
 * @param verdict null if a person judges it, or if nothing was checked
 * @param points null unless the outcome is {@code graded}: what is open is not zero
 * @param reason why points are missing, or who gave them, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemGrade(
    String id,
    @Nullable String chart,
    String title,
    List<String> criteria,
    @Nullable Verdict verdict,
    Outcome outcome,
    @Nullable Points points,
    Points maxPoints,
    Visibility visibility,
    @Nullable String reason) {

  /** The points, once they are decided on. */
  public Optional<Points> decided() {
    return Optional.ofNullable(points);
  }

  /** The row as a score. */
  public Score score() {
    return new Score(
        decided().orElse(Points.ZERO),
        maxPoints,
        outcome == Outcome.FOR_A_PERSON ? maxPoints : Points.ZERO,
        outcome == Outcome.UNGRADED ? maxPoints : Points.ZERO);
  }

  /** Whether all of its points were earned. */
  @JsonIgnore
  public boolean isFull() {
    return maxPoints.equals(points);
  }

  /** The same row with other points. */
  public ItemGrade with(Points given, @Nullable String why) {
    return new ItemGrade(
        id, chart, title, criteria, verdict, Outcome.GRADED, given, maxPoints, visibility, why);
  }
}
