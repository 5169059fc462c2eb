package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.submission.RolePaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verdicts on further charts of the same submissions. Each of them was graded on its own, with
 * reports of its own; what a rubric's rows ask of it is taken over from there.
 */
public final class FurtherCharts {

  private final Map<String, Path> folders;

  private FurtherCharts(Map<String, Path> folders) {
    this.folders = folders;
  }

  /**
   * Reads which there are.
   *
   * @param words each a role and a folder of reports, as in {@code bonus=reports/bonus}
   * @throws RubricException if one is something else, or two have one role
   */
  public static FurtherCharts of(List<String> words) {
    return new FurtherCharts(
        RolePaths.of(
            words,
            word ->
                new RubricException(
                    "--further-chart \"%s\" names no chart and its reports. Use ROLE=FOLDER, as in bonus=reports/bonus."
                        .formatted(word)),
            role ->
                new RubricException(
                    "--further-chart is given twice for \"%s\". Give it once.".formatted(role))));
  }

  /**
   * The grade with the verdicts on these charts in place of earlier ones.
   *
   * @param problems told what is damaged in their reports
   * @throws RubricException if the rubric has no such chart, or there is no grade of it
   */
  Grade joined(Grade main, Rubric rubric, List<String> problems) {
    Grade joined = main;
    for (Map.Entry<String, Path> further : folders.entrySet()) {
      String role = requireKnown(further.getKey(), Optional.of(rubric));
      StoredGrades stored = StoredGrades.in(further.getValue());
      problems.addAll(stored.problems());
      joined = joined(joined, role, stored.grade().submissions(), asked(rubric, role));
    }
    return joined;
  }

  /**
   * The role, if the rubric names a chart for it.
   *
   * @throws RubricException if the rubric names none, or no rubric was given
   */
  static String requireKnown(String role, Optional<Rubric> asked) {
    Rubric rubric =
        asked.orElseThrow(
            () ->
                new RubricException(
                    "--further-chart needs a rubric that says what the chart is for. Add --rubric NAME or FILE."));
    if (!rubric.charts().contains(role)) {
      throw new RubricException(
          "The rubric %s has no chart \"%s\" (--further-chart). %s"
              .formatted(
                  rubric.id(),
                  role,
                  rubric.charts().isEmpty()
                      ? "It is about one chart; name others under \"charts\"."
                      : "Use one of " + String.join(", ", rubric.charts()) + "."));
    }
    return role;
  }

  /** Whether further charts are graded in this run, beside the main one. */
  static boolean areInThisRun() {
    return !System.getProperty("lab.further-charts", "").isBlank();
  }

  /** The criteria that rows ask of the chart in this role. */
  static Set<String> asked(Rubric rubric, String role) {
    return rubric
        .items()
        .flatMap(item -> item.judgement().criteria())
        .filter(criterion -> criterion.chart().equals(role))
        .map(OfCriterion::id)
        .collect(Collectors.toSet());
  }

  private static Grade joined(
      Grade main, String role, List<SubmissionGrade> further, Set<String> asked) {
    boolean isOnePair = main.submissions().size() == 1 && further.size() == 1;
    return new Grade(
        main.schema(),
        main.run(),
        main.rubric(),
        main.submissions().stream()
            .map(
                submission ->
                    further.stream()
                        .filter(other -> isOnePair || other.id().equals(submission.id()))
                        .findFirst()
                        .map(other -> joined(submission, role, other, asked))
                        .orElse(submission))
            .toList());
  }

  private static SubmissionGrade joined(
      SubmissionGrade main, String role, SubmissionGrade further, Set<String> asked) {
    List<ChartFacts> charts =
        new ArrayList<>(main.furtherCharts().stream().filter(c -> !c.role().equals(role)).toList());
    charts.add(further.chart().as(role));
    Stream<Result> others = main.criteria().stream().filter(result -> !role.equals(result.chart()));
    Stream<Result> own =
        further.criteria().stream()
            .filter(result -> result.chart() == null && asked.contains(result.id()))
            .map(result -> result.with().chart(role).evidence(List.of()).build());
    return main.withFurther(charts, Stream.concat(others, own).toList());
  }
}
