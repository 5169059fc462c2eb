package io.github.statefulsetlab.grading.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Result.Variant;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A criterion that several rows ask for, each in its own way,")
class VariantsTest {

  private static final String ID = "probes.present";
  private static final Parameters READINESS = probes("readiness");
  private static final Parameters LIVENESS = probes("liveness");

  private static Parameters probes(String... names) {
    return new Parameters(null, null, null, List.of(names), null);
  }

  private static Item row(String id, Parameters asked, boolean parts) {
    return new Item(
        id,
        id,
        Points.of("2"),
        Visibility.STUDENT,
        Optional.empty(),
        new OfCriterion(ID, "main", asked),
        parts);
  }

  private static Variant variant(Parameters asked, boolean kept, @Nullable Parts parts) {
    return new Variant(
        asked, kept, parts, kept ? null : "it is not there", null, Visibility.STUDENT);
  }

  private static List<ItemGrade> rows(Verdict verdict, List<Variant> variants, Item... rows) {
    Rubric rubric =
        new Rubric(
            "r", "R", "0", List.of(), List.of(new Task("1", "T", false, List.of(rows))), List.of());
    SubmissionGrade seen =
        SubmissionGrade.unscored(
            "sub",
            new ChartFacts("main", "c", "1", "0", null, null),
            List.of(),
            verdict,
            List.of(Result.of(ID, verdict).variants(variants).build()));
    return new Scoring(rubric).score(seen, Marks.NONE).tasks().get(0).items();
  }

  private static List<ItemGrade> both(Verdict verdict, boolean readiness, boolean liveness) {
    return rows(
        verdict,
        List.of(variant(READINESS, readiness, null), variant(LIVENESS, liveness, null)),
        row("a", READINESS, false),
        row("b", LIVENESS, false));
  }

  @Test
  void givesEachRowItsOwnPoints() {
    assertThat(both(Verdict.FAIL, true, false))
        .extracting(ItemGrade::points, ItemGrade::verdict)
        .containsExactly(tuple(Points.of("2"), Verdict.PASS), tuple(Points.ZERO, Verdict.FAIL));
  }

  @Test
  void isUndecidedWhereTheGraderFailed() {
    assertThat(both(Verdict.INFRA_ERROR, false, false))
        .extracting(ItemGrade::outcome)
        .containsOnly(Outcome.UNGRADED);
  }

  @Test
  void isWorthTheRowsOwnPart() {
    List<ItemGrade> graded =
        rows(
            Verdict.FAIL,
            List.of(
                variant(READINESS, false, new Parts(0, 1)),
                variant(probes("readiness", "liveness"), false, new Parts(1, 2))),
            row("a", READINESS, true),
            row("b", probes("liveness", "readiness"), true));

    assertThat(graded).extracting(ItemGrade::points).containsExactly(Points.ZERO, Points.of("1"));
  }

  @Test
  void wasNotCheckedInAWayThatNobodyAskedFor() {
    List<ItemGrade> graded =
        rows(
            Verdict.PASS,
            List.of(variant(READINESS, true, null), variant(LIVENESS, true, null)),
            row("a", probes("startup"), false));

    assertThat(graded).extracting(ItemGrade::outcome).containsExactly(Outcome.UNGRADED);
  }
}
