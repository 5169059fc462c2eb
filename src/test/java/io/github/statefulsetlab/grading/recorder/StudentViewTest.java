package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.points.RandomGrades;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Rubric;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudentViewTest {

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static Grade grade(int seed) {
    RandomGrades random = new RandomGrades(seed);
    Rubric rubric = random.rubric();
    Scoring scoring = new Scoring(rubric);
    SubmissionGrade scored = scoring.score(random.submission("sub"), random.marks(rubric));
    Grade.Run run = Grade.Run.begun("1", 1, Instant.EPOCH).complete(true).build();
    return new Grade(Grade.SCHEMA, run, scoring.facts(), List.of(scored));
  }

  private static List<ItemGrade> rows(Grade grade) {
    return grade.submissions().stream()
        .flatMap(s -> s.tasks().stream())
        .flatMap(task -> task.items().stream())
        .toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingOfAHiddenRowOrCriterionIsLeft(int seed) {
    Grade whole = grade(seed);
    Grade shown = new StudentView(false).of(whole);
    String json = GradeJson.write(shown);

    assertThat(rows(shown)).extracting(ItemGrade::visibility).allMatch(Visibility.STUDENT::equals);
    Set<String> criteria =
        whole.submissions().get(0).criteria().stream()
            .filter(result -> result.visibility() != Visibility.STUDENT)
            .map(Result::id)
            .collect(Collectors.toSet());
    rows(shown).forEach(row -> criteria.removeAll(row.criteria()));
    assertThat(criteria).allSatisfy(id -> assertThat(json).doesNotContain(id));
    assertThat(rows(whole))
        .filteredOn(row -> row.visibility() != Visibility.STUDENT)
        .allSatisfy(
            row ->
                assertThat(json)
                    .doesNotContain('"' + row.id() + '"')
                    .doesNotContain('"' + row.title() + '"'));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsLeftAddsUp(int seed) {
    Grade shown = new StudentView(true).of(grade(seed));
    SubmissionGrade submission = shown.submissions().get(0);
    Score all = Score.sum(rows(shown).stream().map(ItemGrade::score).toList());

    assertThat(submission.total()).contains(all.points());
    assertThat(
            Points.sum(
                List.of(
                    Objects.requireNonNull(shown.rubric()).maxPoints(), shown.rubric().maxBonus())))
        .isEqualTo(all.maxPoints());
    assertThat(rows(shown)).extracting(ItemGrade::visibility).doesNotContain(Visibility.TEACHER);
  }
}
