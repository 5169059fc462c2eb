package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Gradescope")
class GradescopeTest {

  private static Map<String, String> files(TaskGrade... tasks) {
    return new Gradescope()
        .files(
            SampleGrades.sheet(
                SampleGrades.grade(SampleGrades.submission("alice", List.of(tasks), List.of()))));
  }

  private static JsonNode results(Map<String, String> files) throws IOException {
    return Schemas.json(files.getOrDefault("results.json", ""));
  }

  @Test
  void theFileIsValidAndItsTestsAddUp() throws IOException {
    Map<String, String> files = new Gradescope().files(SampleGrades.sheet(SampleGrades.alice()));
    Golden.check("gradescope-results.json", files.getOrDefault("results.json", ""));
    JsonNode results = results(files);

    assertThat(Schemas.violations("gradescope.schema.json", results)).isEmpty();
    assertThat(results.path("score").asDouble()).isEqualTo(4.25);
    assertThat(results.path("leaderboard").isMissingNode()).isTrue();
  }

  @Test
  void whatAPersonReadsIsAnInformationWithoutPoints() throws IOException {
    JsonNode tests =
        results(new Gradescope().files(SampleGrades.sheet(SampleGrades.alice()))).path("tests");

    assertThat(tests.get(4).path("name").asText()).isEqualTo("Concepts");
    assertThat(tests.get(4).has("score")).isFalse();
    assertThat(tests.get(4).path("status").asText()).isEqualTo("passed");
  }

  @Test
  void aHiddenRowIsHiddenByGradescopeInTheTeachersFile() throws IOException {
    TaskGrade task =
        TaskGrade.of(
            "1",
            "One",
            false,
            List.of(
                SampleGrades.item("a.b", "A", Verdict.PASS, "1", "1"),
                SampleGrades.item(
                    "a.c", "C", Verdict.PASS, Points.of("1"), Points.of("1"), Visibility.TEACHER),
                SampleGrades.item(
                    "a.d",
                    "D",
                    Verdict.PASS,
                    Points.of("1"),
                    Points.of("1"),
                    Visibility.AFTER_DUE_DATE)));

    assertThat(results(files(task)).path("tests"))
        .extracting(test -> test.path("visibility").asText())
        .containsExactly("visible", "hidden", "after_due_date");
  }

  @Test
  void whatCouldNotBeGradedIsOneFailedTestOfZeroPoints() throws IOException {
    JsonNode results =
        results(
            files(
                TaskGrade.of(
                    "1",
                    "One",
                    false,
                    List.of(
                        SampleGrades.item("a.b", "A", Verdict.NOT_GRADABLE, "0", "1"),
                        SampleGrades.item("a.c", "C", Verdict.NOT_GRADABLE, "0", "2")))));

    assertThat(results.path("score").asDouble()).isZero();
    assertThat(results.path("tests")).hasSize(1);
    assertThat(results.path("tests").get(0).path("max_score").asDouble()).isEqualTo(3);
  }

  @Test
  void aFaultOfTheGraderWritesNoFile() {
    assertThat(files(TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1")))))
        .isEmpty();
  }
}
