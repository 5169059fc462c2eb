package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.AutolabDriver;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Autolab")
class AutolabTest {

  private static String printed(TaskGrade... tasks) {
    return new Autolab()
        .files(
            SampleGrades.sheet(
                SampleGrades.grade(SampleGrades.submission("alice", List.of(tasks), List.of()))))
        .getOrDefault("autolab.txt", "");
  }

  @Test
  void theLastLineHasAScoreForEachTask() throws IOException {
    String printed =
        new Autolab()
            .files(SampleGrades.sheet(SampleGrades.alice()))
            .getOrDefault("autolab.txt", "");
    Golden.check("autolab.txt", printed);
    List<String> lines = printed.lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(Schemas.violations("autolab-feedback.schema.json", Schemas.json(lines.get(0))))
        .isEmpty();
    assertThat(Schemas.violations("autolab-scores.schema.json", Schemas.json(lines.get(1))))
        .isEmpty();
    assertThat(AutolabDriver.scores("pages of\nother output\n" + printed))
        .contains(
            Map.of(
                "Task 1 Storage", new BigDecimal("2"),
                "Task 2 Names", new BigDecimal("1.25"),
                "Bonus", new BigDecimal("1")));
  }

  @Test
  void aTaskThatMetAFaultIsLeftOut() {
    String printed =
        printed(
            TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1"))),
            TaskGrade.of(
                "2", "Two", false, List.of(SampleGrades.item("a.c", "C", Verdict.PASS, "1", "1"))));

    assertThat(AutolabDriver.scores(printed)).contains(Map.of("Two", BigDecimal.ONE));
  }

  @Test
  void whereAllTasksMetAFaultThereIsNoScore() {
    assertThat(printed(TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1")))))
        .isEmpty();
  }

  @Test
  void aTaskOfAPersonIsNotNamed() {
    assertThat(
            printed(
                TaskGrade.of("1", "One", false, List.of(SampleGrades.person("a", "Words", "1")))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Task 1: StatefulSet, Task 1 StatefulSet",
    "At 10:30, At 10 30",
    "'Say \"x\": y', Say x y",
    "https://k8s.io, https //k8s.io",
  })
  void aNameHasNothingThatAutolabPutsQuotesAround(String title, String problem) {
    assertThat(Autolab.problem(title)).isEqualTo(problem);
    assertThat(
            AutolabDriver.scores(
                printed(
                    TaskGrade.of(
                        "1",
                        title,
                        false,
                        List.of(SampleGrades.item("a.c", "C", Verdict.PASS, "1", "1"))))))
        .contains(Map.of(problem, BigDecimal.ONE));
  }
}
