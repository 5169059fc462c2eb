package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one submission.
 *
 * @param name of the student, where it is known
 * @param source the Git clone that the chart lies in; null where it lies in none
 * @param chart the main chart
 * @param furtherCharts those that the rubric has beside it, by their roles
 * @param notes what was found of the app and how, and what had to be changed to judge it at all
 * @param standIn whether the bundled app stood in for its own in any of it
 * @param outcome whether the points of a machine are decided on, and whether some wait for a person
 * @param score of the tasks that are not a bonus; null without a rubric
 * @param bonus of the tasks that are; null without a rubric
 * @param tasks empty without a rubric
 * @param caps limits that lowered the grade
 * @param overrides marks of a person that went into the points
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmissionGrade(
    String id,
    @Nullable String name,
    @Nullable SourceFacts source,
    ChartFacts chart,
    List<ChartFacts> furtherCharts,
    List<String> notes,
    boolean standIn,
    Verdict verdict,
    Outcome outcome,
    @Nullable Score score,
    @Nullable Score bonus,
    List<TaskGrade> tasks,
    List<CapApplied> caps,
    List<Mark> overrides,
    List<Result> criteria) {

  /**
   * What a clone had checked out when the chart was read from its folder.
   *
   * @param ref the branch; null where there was none
   * @param commit the last one; files may have been changed since, which the chart's digest shows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceFacts(@Nullable String ref, String commit) {

    /** As in {@code lab15@a1b2c3d}. */
    public String shortly() {
      return (ref == null ? "" : ref + "@") + commit.substring(0, Math.min(commit.length(), 7));
    }
  }

  /**
   * Which chart was graded, and how it was told what to render.
   *
   * @param role {@code main}, or the name that the rubric has for it
   * @param digest SHA-256 over the chart's files, in hexadecimal
   * @param values null for a chart that was never read
   * @param image the app's own image; null where the bundled one stood in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChartFacts(
      String role,
      String name,
      String version,
      String digest,
      @Nullable ValuesFacts values,
      @Nullable ImageFacts image) {

    /** The same with this role. */
    public ChartFacts as(String other) {
      return new ChartFacts(other, name, version, digest, values, image);
    }

    /** The same with this image for the app. */
    public ChartFacts running(@Nullable ImageFacts app) {
      return new ChartFacts(role, name, version, digest, values, app);
    }
  }

  /**
   * The values beside the chart's own.
   *
   * @param files values files that were given, by name
   * @param set settings that were given
   * @param digest SHA-256 over files and settings, in hexadecimal
   * @param found what the harness chose, since the chart's own values render no StatefulSet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ValuesFacts(
      List<String> files, List<String> set, String digest, @Nullable ValuesFound found) {}

  /**
   * Values that the harness chose.
   *
   * @param files of the chart's values files, by name
   * @param set settings
   * @param others what would have done as well
   */
  public record ValuesFound(List<String> files, List<String> set, List<String> others) {}

  /**
   * An image by name.
   *
   * @param digest its id as Docker has it, {@code sha256:…}; null where the nodes have it from
   *     elsewhere
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ImageFacts(String name, @Nullable String digest) {}

  /** A grade without points. */
  public static SubmissionGrade unscored(
      String id, ChartFacts chart, List<String> notes, Verdict verdict, List<Result> criteria) {
    Builder grade = new Builder(id, chart);
    grade.notes = notes;
    grade.standIn = criteria.stream().anyMatch(Result::standIn);
    grade.verdict = verdict;
    grade.outcome = verdict == Verdict.INFRA_ERROR ? Outcome.UNGRADED : Outcome.GRADED;
    grade.criteria = criteria;
    return grade.build();
  }

  /** The same of this student, from a clone. */
  public SubmissionGrade from(@Nullable String student, @Nullable SourceFacts clone) {
    Builder grade = new Builder(this);
    grade.name = student;
    grade.source = clone;
    return grade.build();
  }

  /** The same with these points. */
  public SubmissionGrade scored(
      Outcome decided, List<TaskGrade> rows, List<CapApplied> lowered, List<Mark> marks) {
    Builder grade = new Builder(this);
    grade.outcome = decided;
    grade.score = sum(rows, false);
    grade.bonus = sum(rows, true);
    grade.tasks = rows;
    grade.caps = lowered;
    grade.overrides = marks;
    return grade.build();
  }

  /** The same with other results. */
  public SubmissionGrade with(Verdict overall, List<Result> results) {
    Builder grade = new Builder(this);
    grade.verdict = overall;
    grade.criteria = results;
    return grade.build();
  }

  /** The same with these charts beside the main one. */
  public SubmissionGrade beside(List<ChartFacts> charts) {
    return withFurther(charts, criteria);
  }

  /** The same with these charts beside the main one, and what was seen of all. */
  public SubmissionGrade withFurther(List<ChartFacts> charts, List<Result> results) {
    Builder grade = new Builder(this);
    grade.furtherCharts = charts;
    grade.criteria = results;
    return grade.build();
  }

  /** Makes a grade, from scratch or as a changed copy of another. */
  private static final class Builder {
    private final String id;
    private final ChartFacts chart;
    private @Nullable String name;
    private @Nullable SourceFacts source;
    private List<ChartFacts> furtherCharts = List.of();
    private List<String> notes = List.of();
    private boolean standIn;
    private Verdict verdict = Verdict.INFRA_ERROR;
    private Outcome outcome = Outcome.UNGRADED;
    private @Nullable Score score;
    private @Nullable Score bonus;
    private List<TaskGrade> tasks = List.of();
    private List<CapApplied> caps = List.of();
    private List<Mark> overrides = List.of();
    private List<Result> criteria = List.of();

    Builder(String id, ChartFacts chart) {
      this.id = id;
      this.chart = chart;
    }

    Builder(SubmissionGrade of) {
      this(of.id, of.chart);
      name = of.name;
      source = of.source;
      furtherCharts = of.furtherCharts;
      notes = of.notes;
      standIn = of.standIn;
      verdict = of.verdict;
      outcome = of.outcome;
      score = of.score;
      bonus = of.bonus;
      tasks = of.tasks;
      caps = of.caps;
      overrides = of.overrides;
      criteria = of.criteria;
    }

    SubmissionGrade build() {
      return new SubmissionGrade(
          id,
          name,
          source,
          chart,
          furtherCharts,
          notes,
          standIn,
          verdict,
          outcome,
          score,
          bonus,
          tasks,
          caps,
          overrides,
          criteria);
    }
  }

  private static Score sum(List<TaskGrade> rows, boolean bonus) {
    return Score.sum(
        rows.stream().filter(task -> task.bonus() == bonus).map(TaskGrade::score).toList());
  }

  /** Points with the bonus, which may be more than the rubric has without it; empty without one. */
  public Optional<Points> total() {
    return score == null || bonus == null
        ? Optional.empty()
        : Optional.of(score.points().plus(bonus.points()));
  }
}
