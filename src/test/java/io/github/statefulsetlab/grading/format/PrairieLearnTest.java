package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.PrairieLearnGrader;
import io.github.statefulsetlab.grading.format.reader.PrairieLearnGrader.Processed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PrairieLearn")
class PrairieLearnTest {

  private static String file(List<Result> results, TaskGrade... tasks) {
    Sheet sheet =
        SampleGrades.sheet(
            SampleGrades.grade(SampleGrades.submission("alice", List.of(tasks), results)));
    return new PrairieLearn().files(sheet).getOrDefault("results.json", "");
  }

  @Test
  void theFileIsGradedAndShowsItsPoints() throws IOException {
    String file =
        new PrairieLearn()
            .files(SampleGrades.sheet(SampleGrades.alice()))
            .getOrDefault("results.json", "");
    Golden.check("prairielearn-results.json", file);

    assertThat(Schemas.violations("prairielearn.schema.json", Schemas.json(file))).isEmpty();
    Processed processed = PrairieLearnGrader.process(file, 0);
    assertThat(processed.gradable()).isTrue();
    assertThat(processed.score()).isEqualTo(0.7083);
    assertThat(processed.showsPoints()).isTrue();
  }

  @Test
  void aBonusDoesNotPassTheFullMark() throws IOException {
    String file =
        file(
            List.of(),
            TaskGrade.of(
                "1", "One", false, List.of(SampleGrades.item("a.b", "A", Verdict.PASS, "1", "1"))),
            TaskGrade.of(
                "2",
                "Bonus",
                true,
                List.of(SampleGrades.item("a.c", "C", Verdict.PASS, "1", "1"))));

    assertThat(PrairieLearnGrader.process(file, 0).score()).isEqualTo(1);
  }

  @Test
  void aFaultOfTheGraderCostsNoAttempt() throws IOException {
    String file =
        file(List.of(), TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1"))));

    assertThat(Schemas.violations("prairielearn.schema.json", Schemas.json(file))).isEmpty();
    assertThat(PrairieLearnGrader.process(file, 0).gradable()).isFalse();
    assertThat(PrairieLearnGrader.process(file, 0).formatErrors())
        .containsExactly("The grader failed, not you: nothing was deducted. Submit again.");
  }

  @Test
  void whatCouldNotBeGradedHasAScoreOfZero() throws IOException {
    String file =
        file(
            List.of(),
            TaskGrade.of(
                "1",
                "One",
                false,
                List.of(SampleGrades.item("a.b", "A", Verdict.NOT_GRADABLE, "0", "1"))));

    assertThat(PrairieLearnGrader.process(file, 0))
        .isEqualTo(new Processed(true, true, 0, List.of(), true));
  }

  @Test
  void alsoWithLongMessagesTheFileFitsTheQueue() {
    List<Result> results = new ArrayList<>();
    List<io.github.statefulsetlab.grading.ItemGrade> items = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      results.add(
          Result.of("a.r" + i, Verdict.FAIL)
              .seen("x".repeat(100_000))
              .hint("y".repeat(100_000))
              .build());
      items.add(SampleGrades.item("a.r" + i, "Row", Verdict.FAIL, "0", "1"));
    }

    assertThat(
            file(results, TaskGrade.of("1", "One", false, items)).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(250 * 1024);
  }
}
