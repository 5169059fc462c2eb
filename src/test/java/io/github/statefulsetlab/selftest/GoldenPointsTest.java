package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.points.Marks;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Points per task that were worked out by hand from the verdicts that profiles and fixtures
 * deserve: of tasks with rows for a machine, in the order of the rubric.
 */
class GoldenPointsTest {

  private static final Set<String> PROFILES = Set.of("moscow-time", "python-app");
  private static final Set<String> IN_ORDER =
      Set.of(
          "ordering.ordered-ready-start",
          "ordering.scale-down-reverse",
          "ordering.scale-up-in-order");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "moscow-time,            OrderedReady, 6 2.5 0.75, 0 2.5 3 0 1.25, 0 3 1.5 2 0 2",
    "python-app,             Parallel,     6 3 0.75,   0 2.5 3 0 1.25, 0 3 0.75 2 0 2",
    "deployment-by-default,  OrderedReady, 6 2.5 0,    0 3 3 0 0,     0 3 2 2 0 0",
    "grown-from-helm-create, Parallel,     6 3 0,      0 3 3 0 0,     0 3 1.25 2 0 0",
    "dangling-service-name,  OrderedReady, 6 2 0,      0 1.75 2 0 0,  0 2.25 0.75 2 0 0",
    "deployment-beside,      OrderedReady, 5 2.5 0,    0 1.75 3 0 0,  0 1.75 2 2 0 0",
    "mounted-elsewhere,      OrderedReady, 4 1.5 0,    0 3 2 0 0,     0 2.75 2 0.5 0 0",
    "plain-service-no-probes,OrderedReady, 6 2 0,      0 1.75 3 0 0,  0 2 1.25 2 0 0",
    "wrong-service-selector, OrderedReady, 6 2.5 0,    0 2.5 3 0 0,   0 2.5 1.5 2 0 0",
    "wrong-target-port,      Parallel,     6 3 0,      0 3 3 0 0,     0 3 1.25 2 0 0",
    "missing-secret,         OrderedReady, 1 0 0,      0 0.25 0 0 0,  0 0.75 0 0 0 0",
    "labels-do-not-match,    OrderedReady, 1 0 0,      0 0.75 0 0 0,  0 0.25 0.5 0 0 0",
  })
  void pointsFollowFromVerdicts(
      String name, String policy, String lab14, String lab15, String lab15Now) {
    assertThat(points("lab14-s25", name, policy)).isEqualTo(lab14);
    assertThat(points("lab15-s26", name, policy)).isEqualTo(lab15);
    assertThat(points("lab15-2026", name, policy)).isEqualTo(lab15Now);
  }

  private static String points(String rubricName, String name, String policy) {
    Rubric rubric = Rubrics.read(rubricName);
    List<Result> results =
        rubric
            .items()
            .flatMap(row -> row.judgement().criteria())
            .filter(criterion -> criterion.chart().equals("main"))
            .distinct()
            .map(criterion -> result(criterion, name, policy))
            .toList();
    SubmissionGrade grade =
        new Scoring(rubric)
            .score(
                SubmissionGrade.unscored(
                    name,
                    new ChartFacts("main", name, "1", "0", null, null),
                    List.of(),
                    Result.overall(results),
                    results),
                Marks.NONE);
    return grade.tasks().stream()
        .map(task -> task.score().points().toString())
        .collect(Collectors.joining(" "));
  }

  private static Result result(OfCriterion criterion, String name, String policy) {
    Verdict verdict =
        PROFILES.contains(name)
            ? ofProfile(criterion.id())
            : ofFixture(criterion.id(), fixture(name));
    boolean other =
        policy.equals("Parallel")
            ? IN_ORDER.contains(criterion.id())
            : criterion.id().equals("ordering.parallel-start");
    boolean staged = criterion.id().equals("updates.strategy-in-chart");
    return Result.of(criterion.id(), verdict == Verdict.PASS && other ? Verdict.SKIPPED : verdict)
        .asked(
            staged || criterion.parameters().equals(Parameters.NONE)
                ? null
                : criterion.parameters())
        .chartHas(staged && verdict == Verdict.PASS ? List.of("partition") : null)
        .build();
  }

  /** Both replay a run with one plain Service. */
  private static Verdict ofProfile(String criterion) {
    return criterion.equals("chart.two-services") ? Verdict.SKIPPED : Verdict.PASS;
  }

  private static Verdict ofFixture(String criterion, SubmissionFixture fixture) {
    Optional<SubmissionFixture.ExpectedVerdict> named =
        Optional.ofNullable(fixture.deserved().verdicts().get(criterion));
    if (named.isPresent()) {
      return named.get().verdict();
    }
    if (criterion.equals("updates.strategy-in-chart")) {
      return Verdict.FAIL;
    }
    Optional<String> notGradable = fixture.deserved().notGradable();
    return notGradable.isPresent() && !criterion.startsWith("chart.")
        ? Verdict.NOT_GRADABLE
        : Verdict.PASS;
  }

  private static SubmissionFixture fixture(String name) {
    return SubmissionFixture.all().stream()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
