package io.github.statefulsetlab.grading.recorder;

import static io.github.statefulsetlab.grading.Verdict.FAIL;
import static io.github.statefulsetlab.grading.Verdict.INFRA_ERROR;
import static io.github.statefulsetlab.grading.Verdict.NOT_GRADABLE;
import static io.github.statefulsetlab.grading.Verdict.PASS;
import static io.github.statefulsetlab.grading.Verdict.SKIPPED;
import static io.github.statefulsetlab.grading.Verdict.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  private static int of(boolean complete, Verdict... verdicts) {
    return ExitStatus.of(List.of(graded(verdicts)), complete, Optional.of(Points.of("6")));
  }

  private static SubmissionGrade graded(Verdict... verdicts) {
    return SubmissionGrade.unscored(
        "sub",
        new ChartFacts("main", "c", "1", "0", null, null),
        List.of(),
        FAIL,
        Stream.of(verdicts).map(verdict -> Result.of("a.b", verdict).build()).toList());
  }

  @Test
  void isZeroForAnyGradeHoweverBad() {
    assertThat(of(true, PASS)).isZero();
    assertThat(of(true, FAIL, FAIL)).isZero();
    assertThat(of(true, TIMEOUT, SKIPPED)).isZero();
    assertThat(of(true, NOT_GRADABLE, PASS)).isZero();
  }

  @Test
  void isTwoWhenNothingCouldBeGraded() {
    assertThat(of(true)).isEqualTo(2);
    assertThat(of(true, NOT_GRADABLE, SKIPPED)).isEqualTo(2);
  }

  @Test
  void isThreeForAFaultOfOursWhateverElseThereIs() {
    assertThat(of(true, PASS, INFRA_ERROR, FAIL)).isEqualTo(3);
    assertThat(of(true, NOT_GRADABLE, INFRA_ERROR)).isEqualTo(3);
  }

  @Test
  void isThreeForARunThatWasCutShort() {
    assertThat(of(false, PASS, PASS)).isEqualTo(3);
  }

  @Nested
  class WithPoints {

    private static int of(@Nullable String points, Outcome outcome) {
      ItemGrade.Builder of =
          ItemGrade.of("a", "a", Points.of("10")).criteria(List.of("a.b")).verdict(PASS);
      ItemGrade row = points == null ? of.ungraded().build() : of.graded(Points.of(points)).build();
      SubmissionGrade scored =
          graded(PASS)
              .scored(
                  outcome,
                  List.of(TaskGrade.of("1", "One", false, List.of(row))),
                  List.of(),
                  List.of());
      return ExitStatus.of(List.of(scored), true, Optional.of(Points.of("6")));
    }

    @Test
    void isOneBelowThePassMark() {
      assertThat(of("5.99", Outcome.GRADED)).isEqualTo(1);
      assertThat(of("6", Outcome.GRADED)).isZero();
      assertThat(of(null, Outcome.FOR_A_PERSON)).isEqualTo(1);
    }

    @Test
    void isThreeWherePointsAreUndecided() {
      assertThat(of(null, Outcome.UNGRADED)).isEqualTo(3);
    }
  }
}
