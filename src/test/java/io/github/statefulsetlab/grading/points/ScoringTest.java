package io.github.statefulsetlab.grading.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.statefulsetlab.grading.CapApplied;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.ByPerson;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.Rubric.Cap;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

  private static Judgement criterion(String id) {
    return new OfCriterion(id, "main", Parameters.NONE);
  }

  private static Item row(String id, String points, Judgement judgement) {
    return new Item(
        id, id, Points.of(points), Visibility.STUDENT, Optional.empty(), judgement, true);
  }

  private static Rubric rubric(List<Cap> caps, Item... rows) {
    Item bonus = row("bonus", "2", criterion("a.bonus"));
    return new Rubric(
        "r",
        "R",
        "0",
        List.of("second"),
        List.of(
            new Task("1", "One", false, List.of(rows)),
            new Task("b", "Bonus", true, List.of(bonus))),
        caps);
  }

  private static SubmissionGrade graded(Result... results) {
    return SubmissionGrade.unscored(
        "sub",
        new ChartFacts("main", "c", "1", "0", null, null),
        List.of(),
        Verdict.FAIL,
        List.of(results));
  }

  private static Result result(String id, Verdict verdict) {
    return Result.of(id, verdict).build();
  }

  private static SubmissionGrade score(Rubric rubric, Result... results) {
    return new Scoring(rubric).score(graded(results), Marks.NONE);
  }

  private static ItemGrade first(SubmissionGrade grade) {
    return grade.tasks().get(0).items().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, GRADED, 3",
    "FAIL, GRADED, 0",
    "TIMEOUT, GRADED, 0",
    "NOT_GRADABLE, GRADED, 0",
    "SKIPPED, GRADED, 0",
    "INFRA_ERROR, UNGRADED,",
  })
  void aVerdictDecides(Verdict verdict, Outcome outcome, String points) {
    ItemGrade row =
        first(score(rubric(List.of(), row("a", "3", criterion("a.b"))), result("a.b", verdict)));

    assertThat(row.outcome()).isEqualTo(outcome);
    assertThat(row.decided()).isEqualTo(Optional.ofNullable(points).map(Points::of));
  }

  @Test
  void whatWasNotCheckedIsNotZero() {
    SubmissionGrade grade = score(rubric(List.of(), row("a", "3", criterion("a.b"))));

    assertThat(grade.outcome()).isEqualTo(Outcome.UNGRADED);
    assertThat(first(grade).points()).isNull();
    assertThat(first(grade).reason()).isEqualTo("a.b was not checked in this run.");
  }

  @Test
  void whatWasJudgedWithOtherParametersWasNotChecked() {
    Judgement three =
        new OfCriterion("chart.replicas", "main", new Parameters(null, 3, null, null, null));
    Result two =
        Result.of("chart.replicas", Verdict.PASS)
            .asked(new Parameters(null, 2, null, null, null))
            .build();

    assertThat(first(score(rubric(List.of(), row("a", "1", three)), two)).outcome())
        .isEqualTo(Outcome.UNGRADED);
  }

  @Test
  void whatIsUsualNeedNotBeSaid() {
    Judgement three =
        new OfCriterion("chart.replicas", "main", new Parameters(null, 3, null, null, null));

    assertThat(
            first(
                    score(
                        rubric(List.of(), row("a", "1", three)),
                        result("chart.replicas", Verdict.PASS)))
                .points())
        .isEqualTo(Points.of("1"));
  }

  @Test
  void partsAreWorthTheirPart() {
    Result result = Result.of("a.b", Verdict.FAIL).parts(new Parts(2, 3)).build();
    ItemGrade row = first(score(rubric(List.of(), row("a", "1", criterion("a.b"))), result));

    assertThat(row.points()).isEqualTo(Points.of("0.67"));
    assertThat(row.reason()).isEqualTo("a.b: 2 of 3 are right.");
  }

  @Test
  void partsAreWorthNothingWhereTheRowDoesNotAskForThem() {
    Item row =
        new Item(
            "r",
            "r",
            Points.of("1"),
            Visibility.STUDENT,
            Optional.empty(),
            criterion("a.b"),
            false);
    Result result = Result.of("a.b", Verdict.FAIL).parts(new Parts(2, 3)).build();

    assertThat(first(score(rubric(List.of(), row), result)).points()).isEqualTo(Points.ZERO);
    assertThat(first(score(rubric(List.of(), row), result("a.b", Verdict.PASS))).points())
        .isEqualTo(Points.of("1"));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, partition, 1,",
    "PASS, partition+OnDelete, 1,",
    "PASS, OnDelete, 0, 'the chart has OnDelete, but not partition.'",
    "FAIL, , 0, failed",
    "PASS, , , was not checked",
    "SKIPPED, , 0, was skipped",
  })
  void aRowAsksForOneStrategyOfThoseThatTheChartHas(
      Verdict verdict, @Nullable String has, @Nullable String points, @Nullable String why) {
    Judgement partition =
        new OfCriterion(
            "updates.strategy-in-chart",
            "main",
            new Parameters(null, null, null, null, "partition"));
    Result result =
        Result.of("updates.strategy-in-chart", verdict)
            .chartHas(has == null ? null : List.of(has.replace("+", " ").split(" ", -1)))
            .build();
    SubmissionGrade grade = score(rubric(List.of(), row("a", "1", partition)), result);

    assertThat(first(grade).decided()).isEqualTo(Optional.ofNullable(points).map(Points::of));
    assertThat(Optional.ofNullable(first(grade).reason()).orElse(""))
        .contains(Optional.ofNullable(why).orElse(""));
    assertThat(new Scoring(rubric(List.of(), row("a", "1", partition))).missing(grade))
        .hasSize(points == null ? 2 : 1)
        .contains("a.bonus");
  }

  @Test
  void aPersonsPointsStayOpen() {
    SubmissionGrade grade =
        score(
            rubric(List.of(), row("p", "3", new ByPerson()), row("a", "7", criterion("a.b"))),
            result("a.b", Verdict.PASS),
            result("a.bonus", Verdict.FAIL));

    assertThat(grade.outcome()).isEqualTo(Outcome.FOR_A_PERSON);
    assertThat(grade.score())
        .isEqualTo(new Score(Points.of("7"), Points.of("10"), Points.of("3"), Points.ZERO));
    assertThat(Objects.requireNonNull(grade.score()).judged()).isEqualTo(Points.of("7"));
  }

  @Test
  void aChartThatWasNotHandedInIsWorthNothing() {
    Judgement second = new OfCriterion("a.b", "second", Parameters.NONE);

    assertThat(
            first(score(rubric(List.of(), row("a", "1", second)), result("a.b", Verdict.PASS)))
                .points())
        .isEqualTo(Points.ZERO);
  }

  @Nested
  class Combined {

    private ItemGrade allOf(Result... results) {
      return first(
          score(
              rubric(
                  List.of(), row("a", "2", new AllOf(List.of(criterion("a.a"), criterion("a.b"))))),
              results));
    }

    private ItemGrade anyOf(Result... results) {
      Judgement any = new AnyOf(List.of(criterion("a.a"), criterion("a.b"), new ByPerson()));
      return first(score(rubric(List.of(), row("a", "2", any)), results));
    }

    @Test
    void theWorstOfAllDecides() {
      assertThat(allOf(result("a.a", Verdict.PASS), result("a.b", Verdict.FAIL)).points())
          .isEqualTo(Points.ZERO);
      assertThat(allOf(result("a.a", Verdict.PASS), result("a.b", Verdict.PASS)).points())
          .isEqualTo(Points.of("2"));
    }

    @Test
    void aFaultDecidesNothingUnlessTheRowIsLostAnyway() {
      assertThat(allOf(result("a.a", Verdict.PASS), result("a.b", Verdict.INFRA_ERROR)).points())
          .isNull();
      assertThat(allOf(result("a.a", Verdict.FAIL), result("a.b", Verdict.INFRA_ERROR)).points())
          .isEqualTo(Points.ZERO);
    }

    @Test
    void theBestAlternativeCounts() {
      assertThat(anyOf(result("a.a", Verdict.FAIL), result("a.b", Verdict.PASS)).points())
          .isEqualTo(Points.of("2"));
      assertThat(anyOf(result("a.a", Verdict.INFRA_ERROR), result("a.b", Verdict.PASS)).points())
          .isEqualTo(Points.of("2"));
    }

    @Test
    void aPersonDecidesOnWhatNoMachineSaw() {
      assertThat(anyOf(result("a.a", Verdict.FAIL), result("a.b", Verdict.FAIL)).outcome())
          .isEqualTo(Outcome.FOR_A_PERSON);
      assertThat(anyOf(result("a.a", Verdict.FAIL), result("a.b", Verdict.INFRA_ERROR)).outcome())
          .isEqualTo(Outcome.UNGRADED);
    }
  }

  @Nested
  class Capped {

    private final Rubric rubric =
        rubric(
            List.of(
                new Cap(Points.of("5.9"), List.of("a.gone"), "Below 6."),
                new Cap(Points.of("8"), List.of("a.gone"), "Below 8.")),
            row("a", "6", criterion("a.a")),
            row("b", "3", criterion("a.b")),
            row("c", "1", criterion("a.gone")));
    private final Result[] results = {
      result("a.a", Verdict.PASS),
      result("a.b", Verdict.PASS),
      result("a.gone", Verdict.FAIL),
      result("a.bonus", Verdict.PASS)
    };

    private SubmissionGrade with(Mark... marks) {
      return new Scoring(rubric).score(graded(results), new Marks(List.of(marks)));
    }

    private static Mark mark(String item, String points) {
      return new Mark(item, Points.of(points), "seen in the lab", "T.", null);
    }

    @Test
    void rowsAreLoweredSoThatTheyAddUpTheBonusFirst() {
      SubmissionGrade grade = with();

      assertThat(grade.total()).contains(Points.of("5.9"));
      assertThat(grade.tasks().get(1).score().points()).isEqualTo(Points.ZERO);
      assertThat(grade.tasks().get(0).items())
          .extracting(ItemGrade::points)
          .containsExactly(Points.of("3.93"), Points.of("1.97"), Points.ZERO);
      assertThat(grade.caps())
          .containsExactly(
              new CapApplied(Points.of("5.9"), List.of("a.gone"), Points.of("5.1"), "Below 6."));
    }

    /** What is SKIPPED because another promise is broken is broken as well; nothing else is. */
    @Test
    void isWhatWasSkippedForABrokenPromise() {
      results[2] =
          Result.of("a.gone", Verdict.SKIPPED).seen("depends on").failedDependency("a.a").build();
      assertThat(with().caps())
          .extracting(CapApplied::at, CapApplied::because)
          .containsExactly(tuple(Points.of("5.9"), List.of("a.gone")));
      assertThat(with().total()).contains(Points.of("5.9"));

      results[2] = Result.of("a.gone", Verdict.SKIPPED).seen("has no probes").build();
      assertThat(with().caps()).isEmpty();
      results[2] = result("a.gone", Verdict.INFRA_ERROR);
      assertThat(with().caps()).isEmpty();
    }

    @Test
    void aPersonMayPardonTheReason() {
      SubmissionGrade grade = with(mark("c", "1"));

      assertThat(grade.caps()).isEmpty();
      assertThat(grade.total()).contains(Points.of("12"));
      assertThat(grade.overrides())
          .containsExactly(new Mark("c", Points.of("1"), "seen in the lab", "T.", Points.ZERO));
    }

    @Test
    void whatAPersonMarkedIsLoweredLast() {
      SubmissionGrade grade = with(mark("b", "3"));

      assertThat(grade.tasks().get(0).items())
          .extracting(ItemGrade::points)
          .containsExactly(Points.of("2.9"), Points.of("3"), Points.ZERO);
    }

    @Test
    void aPersonMayCapTheWholeGrade() {
      SubmissionGrade grade = with(mark("c", "1"), mark("cap", "6"));

      assertThat(grade.total()).contains(Points.of("6"));
      assertThat(grade.caps())
          .extracting(CapApplied::reason)
          .containsExactly("seen in the lab (T.)");
    }
  }

  @Test
  void aCriterionIsAsVisibleAsItsMostVisibleRow() {
    Item hidden =
        new Item(
            "h",
            "h",
            Points.of("1"),
            Visibility.TEACHER,
            Optional.of("Ask me."),
            criterion("a.b"),
            false);
    SubmissionGrade grade =
        score(
            rubric(List.of(), hidden),
            Result.of("a.b", Verdict.FAIL).hint("as usual").build(),
            result("a.c", Verdict.FAIL));

    assertThat(grade.criteria())
        .extracting(Result::visibility)
        .containsExactly(Visibility.TEACHER, Visibility.STUDENT);
    assertThat(grade.criteria().get(0).hint()).isEqualTo("Ask me.");
    assertThat(score(rubric(List.of()), grade.criteria().get(0)).criteria().get(0).hint())
        .as("under a rubric without a hint of its own")
        .isEqualTo("as usual");
  }
}
