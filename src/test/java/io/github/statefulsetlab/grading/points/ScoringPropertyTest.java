package io.github.statefulsetlab.grading.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.CapApplied;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.rubric.Rubric;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any rubric, any results and any marks. */
class ScoringPropertyTest {

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void pointsAddUpAndStayInBounds(int seed) {
    RandomGrades random = new RandomGrades(seed);
    Rubric rubric = random.rubric();
    Marks marks = random.marks(rubric);
    SubmissionGrade grade = new Scoring(rubric).score(random.submission("sub"), marks);
    List<ItemGrade> rows = grade.tasks().stream().flatMap(t -> t.items().stream()).toList();

    assertThat(grade.total()).contains(sum(rows));
    assertThat(Objects.requireNonNull(grade.score()).maxPoints()).isEqualTo(rubric.maxPoints());
    assertThat(Objects.requireNonNull(grade.bonus()).maxPoints()).isEqualTo(rubric.maxBonus());
    assertThat(rows).allSatisfy(ScoringPropertyTest::isInBounds);
    assertThat(grade.score())
        .satisfies(
            score ->
                assertThat(score.points().plus(score.open()).plus(score.ungraded()))
                    .isLessThanOrEqualTo(score.maxPoints()));
    assertThat(grade.caps())
        .allSatisfy(cap -> assertThat(grade.total()).contains(cap.at()))
        .extracting(CapApplied::lost)
        .doesNotContain(Points.ZERO);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsScoredAgainIsTheSame(int seed) {
    RandomGrades random = new RandomGrades(seed);
    Rubric rubric = random.rubric();
    Marks marks = random.marks(rubric);
    Scoring scoring = new Scoring(rubric);
    SubmissionGrade once = scoring.score(random.submission("sub"), marks);

    assertThat(scoring.score(once, marks)).isEqualTo(once);
    assertThat(scoring.score(new Scoring(random.rubric()).score(once, Marks.NONE), marks))
        .as("after another rubric in between")
        .isEqualTo(once);
  }

  private static void isInBounds(ItemGrade row) {
    assertThat(row.decided().isPresent()).isEqualTo(row.outcome() == Outcome.GRADED);
    assertThat(row.decided().orElse(Points.ZERO)).isLessThanOrEqualTo(row.maxPoints());
  }

  private static Points sum(List<ItemGrade> rows) {
    return Score.sum(rows.stream().map(ItemGrade::score).toList()).points();
  }
}
