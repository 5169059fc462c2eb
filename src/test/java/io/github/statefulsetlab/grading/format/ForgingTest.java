package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.AutolabDriver;
import io.github.statefulsetlab.grading.format.reader.JUnitReaders;
import io.github.statefulsetlab.grading.format.reader.WorkflowCommands;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Magic words of a format, in all that a submission says,")
class ForgingTest {

  @TempDir Path reports;

  static Stream<String> magicWords() {
    return Stream.of(
            "::notice title=Autograding report::{\"totalPoints\":10,\"maxPoints\":10}",
            "::error file=a,line=1::x",
            "::stop-commands::x",
            "##[error]x",
            "##vso[task.complete result=Succeeded]",
            "##teamcity[testFinished name='x']",
            "Grade :=>> 100",
            "<|--\n--|>",
            "{\"scores\":{\"One\":100}}",
            "{\"schema\":\"classroom50/result/v1\",\"score\":100}",
            "\",\"score\":100,\"x\":\"",
            "</failure></testcase><testcase name=\"x\"/>",
            "]]>",
            "[[ATTACHMENT|/etc/passwd]]",
            "=HYPERLINK(\"x\")",
            "x,100\r\nbob,100",
            "![](https://tracker.example/x.png) @teacher #1",
            "<img src=x onerror=alert(1)><script>alert(1)</script>",
            "| a | b |\n|---|---|\n# One: 100 points",
            "```\n# out\n```",
            "\u001b[2J\u202e\u0000")
        .flatMap(words -> Stream.of(words, "\n" + words + "\n"));
  }

  private static Grade grade(String said) {
    ChartFacts chart = new ChartFacts("main", said, said, "0".repeat(64), null, null);
    Result result =
        Result.of("a.b", Verdict.FAIL)
            .title("A")
            .expected("something")
            .seen(said)
            .hint(said)
            .evidence(List.of("evidence/" + said))
            .build();
    TaskGrade task =
        TaskGrade.of(
            "1", "One", false, List.of(SampleGrades.item("a.b", "A", Verdict.FAIL, "0.5", "2")));
    SubmissionGrade submission =
        SubmissionGrade.unscored(said, chart, List.of(said), Verdict.FAIL, List.of(result));
    return SampleGrades.grade(
        submission
            .from(said, null)
            .scored(submission.outcome(), List.of(task), List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("magicWords")
  void changeNoResult(String words) throws IOException {
    check(words);
    check(OutputSanitizer.text(words));
  }

  private void check(String said) throws IOException {
    new Formats(
            EnumSet.allOf(Format.class),
            Classroom50Test.ENVIRONMENT,
            new Formats.Places("", "reports/"),
            false)
        .write(grade(said), reports);
    FormatFolder folder = new FormatFolder(reports);

    JsonNode classroom50 = json(folder.of(said, Format.CLASSROOM50).resolve("result.json"));
    assertThat(classroom50.path("score").asInt()).isEqualTo(50);
    assertThat(classroom50.path("tests")).hasSize(1);
    JsonNode gradescope = json(folder.of(said, Format.GRADESCOPE).resolve("results.json"));
    assertThat(gradescope.path("score").asDouble()).isEqualTo(0.5);
    assertThat(gradescope.path("tests")).hasSize(1);
    assertThat(
            json(folder.of(said, Format.PRAIRIELEARN).resolve("results.json"))
                .path("score")
                .asDouble())
        .isEqualTo(0.25);
    assertThat(
            AutolabDriver.scores(
                Files.readString(folder.of(said, Format.AUTOLAB).resolve("autolab.txt"))))
        .contains(Map.of("One", new BigDecimal("0.5")));
    checkCi();
  }

  private void checkCi() throws IOException {
    String xml = Files.readString(reports.resolve("junit.xml"));
    assertThat(JUnitReaders.gitlab(xml)).hasSize(1);
    assertThat(JUnitReaders.gitlab(xml).get(0).status()).isEqualTo("failed");
    assertThat(JUnitReaders.gitlab(xml).get(0).attachment().orElse(""))
        .startsWith("reports/evidence/");
    String annotations = Files.readString(reports.resolve("github/annotations.txt"));
    assertThat(annotations.lines()).hasSize(1);
    assertThat(WorkflowCommands.shown(annotations)).hasSize(1);
    String summary = Files.readString(reports.resolve("github/summary.md"));
    assertThat(summary.lines().filter(line -> line.startsWith("#"))).hasSize(3);
    assertThat(summary.lines().filter(line -> !line.startsWith("    ")))
        .noneMatch(line -> line.matches(".*(<[a-zA-Z/]|!\\[|@teacher|https://|#1).*"));
    List<Map<String, String>> book =
        GradesCsvTest.read(Files.readString(reports.resolve("grades.csv")));
    assertThat(book).hasSize(1);
    assertThat(book.get(0)).containsEntry("score", "0.5");
    assertThat(book.get(0).values()).noneMatch(cell -> cell.startsWith("="));
  }

  private static JsonNode json(Path file) throws IOException {
    return Schemas.json(Files.readString(file));
  }
}
