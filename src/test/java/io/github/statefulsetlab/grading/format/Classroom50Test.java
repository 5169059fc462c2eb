package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.Classroom50Runner;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Classroom 50")
class Classroom50Test {

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CLASSROOM", "devops-26",
          "ASSIGNMENT", "lab15",
          "ASSIGNMENT_TYPE", "individual",
          "OWNER", "alice",
          "SUBMISSION_TAG", "submit/2026-11-20T10-00-00Z-a1b2c3d",
          "COMMIT_URL", "https://github.com/o/r/commit/a1b2c3d",
          "RELEASE_URL",
              "https://github.com/o/r/releases/tag/submit%2F2026-11-20T10-00-00Z-a1b2c3d");

  private static final Classroom50 WRITER = new Classroom50(ENVIRONMENT);

  private static Map<String, String> files(TaskGrade... tasks) {
    return WRITER.files(
        SampleGrades.sheet(
            SampleGrades.grade(SampleGrades.submission("alice", List.of(tasks), List.of()))));
  }

  private static JsonNode result(Map<String, String> files) throws IOException {
    return Schemas.json(files.getOrDefault("result.json", ""));
  }

  @Test
  void theRunnerTakesTheResult() throws IOException {
    Map<String, String> files = WRITER.files(SampleGrades.sheet(SampleGrades.alice()));
    Golden.check("classroom50-result.json", files.getOrDefault("result.json", ""));
    Golden.check("classroom50-release-body.md", files.getOrDefault("release-body.md", ""));

    assertThat(Schemas.violations("classroom50.schema.json", result(files))).isEmpty();
    assertThat(new Classroom50Runner(ENVIRONMENT).refuses(result(files))).isEmpty();
    assertThat(result(files).path("score").asInt()).isEqualTo(425);
    assertThat(result(files).path("max-score").asInt()).isEqualTo(725);
  }

  @Test
  void withoutAReviewTheCommitIsReviewed() throws IOException {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("REVIEW_URL", "");
    JsonNode result =
        result(new Classroom50(environment).files(SampleGrades.sheet(SampleGrades.alice())));

    assertThat(result.path("review").asText()).isEqualTo(ENVIRONMENT.get("COMMIT_URL"));
  }

  @Test
  void aPartIsNotPassed() throws IOException {
    JsonNode tests = result(WRITER.files(SampleGrades.sheet(SampleGrades.alice()))).path("tests");

    assertThat(tests).filteredOn(test -> test.path("passed").asBoolean()).hasSize(1);
    assertThat(tests).hasSize(5);
  }

  @Test
  void aBonusThatNobodyTriedDoesNotMakeAFullMarkRed() throws IOException {
    Map<String, String> files =
        files(
            TaskGrade.of(
                "1", "One", false, List.of(SampleGrades.item("a.b", "A", Verdict.PASS, "1", "1"))),
            TaskGrade.of(
                "2",
                "Bonus",
                true,
                List.of(SampleGrades.item("a.c", "C", Verdict.FAIL, "0", "1"))));

    assertThat(Classroom50Runner.status(result(files))).isEqualTo("failure");
    assertThat(files.get("outputs"))
        .startsWith("status=success\nsummary=1 of 1 points, bonus 0 of 1\n");
  }

  @Test
  void withAPassMarkThatIsEnough() {
    Grade.Run run = SampleGrades.alice().run();
    Sheet sheet = SampleGrades.sheet(SampleGrades.alice());

    assertThat(WRITER.files(sheet).get("outputs")).startsWith("status=failure");
    assertThat(
            WRITER
                .files(
                    new Sheet(
                        Grade.Run.begun(run.harnessVersion(), run.seed(), run.started())
                            .complete(true)
                            .passMark(Points.of("4.25"))
                            .build(),
                        sheet.rubric(),
                        sheet.submission(),
                        sheet.rows()))
                .get("outputs"))
        .startsWith("status=success");
  }

  @Test
  void whatCouldNotBeGradedIsNotAGreenTick() throws IOException {
    Map<String, String> files =
        files(
            TaskGrade.of(
                "1",
                "One",
                false,
                List.of(SampleGrades.item("a.b", "A", Verdict.NOT_GRADABLE, "0", "2"))));

    assertThat(result(files).path("tests")).hasSize(1);
    assertThat(result(files).path("tests").get(0).path("max-score").asInt()).isEqualTo(200);
    assertThat(Classroom50Runner.status(result(files))).isEqualTo("failure");
    assertThat(files.get("outputs")).startsWith("status=failure\n");
  }

  @Test
  void aFaultOfTheGraderPublishesNothing() {
    assertThat(files(TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1")))))
        .isEmpty();
  }
}
