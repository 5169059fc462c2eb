package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.recorder.Regrade.Regraded;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A damaged grade is named and what is left of it is regraded")
class StoredGradesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path reports;
  private GradingOptions options = GradingOptions.NONE;

  @BeforeEach
  void twoSubmissions() throws IOException {
    Path rubric =
        Files.writeString(
            reports.resolve("two.yaml"),
            """
            id: two
            title: Two rows
            tasks:
              - id: "1"
                title: One
                items:
                  - {criterion: chart.lints, points: 1}
                  - {criterion: chart.renders, points: 2}
            """);
    options =
        new GradingOptions(Optional.of(Rubrics.read(rubric.toString())), Optional.empty(), false);
    Grade.Run run = Grade.Run.begun("1", 7, NOW).finished(NOW).complete(true).build();
    Grade grade =
        new Grade(Grade.SCHEMA, run, null, List.of(submission("alice"), submission("bob")));
    new Publication(ReportFolder.at(reports), false).write(grade);
  }

  private static SubmissionGrade submission(String id) {
    return SubmissionGrade.unscored(
        id,
        new ChartFacts("main", "c", "1", "0".repeat(64), null, null),
        List.of(),
        Verdict.PASS,
        List.of(
            Result.of("chart.lints", Verdict.PASS)
                .evidence(List.of(id + "/evidence/a.txt"))
                .build(),
            Result.of("chart.renders", Verdict.PASS).build()));
  }

  private Regraded regrade() {
    return new Regrade(reports, options, FurtherCharts.of(List.of())).run(NOW);
  }

  private void damage(String file, String what, String with) throws IOException {
    Path path = reports.resolve(file);
    String text = Files.readString(path);
    assertThat(text).containsPattern(what);
    Files.writeString(path, text.replaceFirst(what, with));
  }

  private static List<String> points(Regraded regraded) {
    return regraded.grade().submissions().stream()
        .map(s -> s.id() + " " + s.total().orElse(Points.ZERO))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "verdict" : "PASS",\\s+"expected" | "verdict" : "MAYBE", "expected" | submissions[0].criteria[0].verdict:
          "id" : "chart.lints"              | "id" : null                     | submissions[0].criteria[0].id: it is missing
          "seconds" : 0.0                   | "seconds" : "long"              | submissions[0].criteria[0].seconds:
          "evidence" : \\[                  | "evidence" : [ null,            | submissions[0].criteria[0].evidence[0]: it is missing
          "notes" : \\[ \\]                 | "notes" : null                  | submissions[0].notes: it is not a list
          "digest" : "0+"                   | "digest" : []                   | submissions[0].chart.digest:
          "standIn" : false                 | "standIn" : "perhaps"           | submissions[0].
          "id" : "alice"                    | "id" : 5                        | submissions[0].id: it is not a text
          "seed" : 7                        | "seed" : {}                     | run.seed:
          """)
  void aSubmissionIsThenReadFromItsOwnFolder(String what, String with, String field)
      throws IOException {
    damage("grade.json", what, with);

    Regraded regraded = regrade();

    assertThat(regraded.problems().get(0)).startsWith(reports.resolve("grade.json") + ": " + field);
    assertThat(regraded.problems().get(0)).endsWith("or run ./lab grade again.");
    assertThat(points(regraded)).containsExactly("alice 3", "bob 3");
    assertThat(regraded.exitStatus()).isEqualTo(ExitStatus.GRADER_FAULT);
    assertThat(regraded.grade().submissions().get(0).criteria().get(0).evidence())
        .containsExactly("alice/evidence/a.txt");
    assertThat(regraded.kept().resolve("grade.json")).exists();
    assertThat(regrade().exitStatus()).isEqualTo(ExitStatus.GRADED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "not JSON",
        "{\"schema\": \"statefulset-lab/grade/v2\"",
        "{\"schema\": \"statefulset-lab/grade/v1\", \"submissions\": []}",
        "{\"schema\": \"statefulset-lab/grade/v2\", \"submissions\": null}",
        "{\"schema\": \"statefulset-lab/grade/v2\", \"submissions\": [null, 1, {}]}"
      })
  void ofAGradeThatIsNoneTheFoldersAreLeft(String content) throws IOException {
    Files.writeString(reports.resolve("grade.json"), content);

    Regraded regraded = regrade();

    assertThat(regraded.problems())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p).contains("grade.json:"));
    assertThat(points(regraded)).containsExactly("alice 3", "bob 3");
    assertThat(regraded.grade().run().seed()).isEqualTo(7);
  }

  @Test
  void whatIsDamagedInBothIsUngradedAndNeverZero() throws IOException {
    damage(
        "grade.json", "\"verdict\" : \"PASS\",\\s+\"expected\"", "\"verdict\" : 9, \"expected\"");
    Files.writeString(reports.resolve("alice/grade.json"), "{");

    Regraded regraded = regrade();

    SubmissionGrade alice = regraded.grade().submissions().get(0);
    assertThat(alice.outcome()).isEqualTo(Outcome.UNGRADED);
    assertThat(alice.tasks().get(0).score().points()).isEqualTo(Points.of("2"));
    assertThat(alice.tasks().get(0).score().ungraded()).isEqualTo(Points.of("1"));
    assertThat(regraded.problems()).hasSize(2).anyMatch(p -> p.contains("alice/grade.json:1:"));
    assertThat(regraded.kept().resolve("alice/grade.json")).hasContent("{");
    assertThat(regraded.missing()).containsOnlyKeys("chart.lints");
  }

  @Test
  void ofTwoWithOneNameTheFoldersTellWhich() throws IOException {
    damage("grade.json", "\"id\" : \"bob\"", "\"id\" : \"alice\"");

    Regraded regraded = regrade();

    assertThat(points(regraded)).containsExactly("alice 3", "bob 3");
    assertThat(regraded.problems().get(0)).contains("there is a submission \"alice\" already");
  }

  @Test
  void ifNothingIsLeftNothingChanges() throws IOException {
    Files.writeString(reports.resolve("grade.json"), "{");
    Files.delete(reports.resolve("alice/grade.json"));
    Files.delete(reports.resolve("bob/grade.json"));

    assertThatThrownBy(this::regrade)
        .isInstanceOf(RubricException.class)
        .hasMessageContaining("grade.json:1:2: it is not JSON, or was cut short");
    assertThat(reports.resolve("history")).doesNotExist();
    assertThat(reports.resolve("grade.json")).hasContent("{");
  }
}
