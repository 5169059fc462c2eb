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

  /** A row that nothing is known of yet: its points wait for a person, and everybody sees it. */
  public static Builder of(String id, String title, Points maxPoints) {
    return new Builder(id, title, maxPoints);
  }

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
    return new Builder(id, title, maxPoints)
        .chart(chart)
        .criteria(criteria)
        .verdict(verdict)
        .visibility(visibility)
        .graded(given)
        .reason(why)
        .build();
  }

  /** Makes an {@link ItemGrade}. */
  public static final class Builder {
    private final String id;
    private final String title;
    private final Points maxPoints;
    private @Nullable String chart;
    private List<String> criteria = List.of();
    private @Nullable Verdict verdict;
    private Outcome outcome = Outcome.FOR_A_PERSON;
    private @Nullable Points points;
    private Visibility visibility = Visibility.STUDENT;
    private @Nullable String reason;

    private Builder(String id, String title, Points maxPoints) {
      this.id = id;
      this.title = title;
      this.maxPoints = maxPoints;
    }

    public Builder chart(@Nullable String role) {
      chart = role;
      return this;
    }

    public Builder criteria(List<String> ids) {
      criteria = ids;
      return this;
    }

    public Builder verdict(@Nullable Verdict of) {
      verdict = of;
      return this;
    }

    /** The points are decided on. */
    public Builder graded(Points given) {
      outcome = Outcome.GRADED;
      points = given;
      return this;
    }

    /** A fault of the grader has left the points undecided. */
    public Builder ungraded() {
      outcome = Outcome.UNGRADED;
      return this;
    }

    public Builder visibility(Visibility to) {
      visibility = to;
      return this;
    }

    public Builder reason(@Nullable String sentence) {
      reason = sentence;
      return this;
    }

    public ItemGrade build() {
      return new ItemGrade(
          id, chart, title, criteria, verdict, outcome, points, maxPoints, visibility, reason);
    }
  }
}
