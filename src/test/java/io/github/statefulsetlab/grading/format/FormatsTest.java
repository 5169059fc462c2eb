package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  private static final Set<Format> ALL = EnumSet.allOf(Format.class);

  @TempDir Path reports;

  private void write(Set<Format> formats, Grade grade) {
    new Formats(
            formats, Classroom50Test.ENVIRONMENT, new Formats.Places("chart", "reports/"), false)
        .write(grade, reports);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(reports)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> reports.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static Grade hidden() {
    TaskGrade task =
        TaskGrade.of(
            "1",
            "One",
            false,
            List.of(
                SampleGrades.item("a.b", "Visible", Verdict.PASS, "1", "1"),
                SampleGrades.item(
                    "secret.row",
                    "Hush",
                    Verdict.FAIL,
                    Points.of("0.33"),
                    Points.of("7.77"),
                    Visibility.TEACHER),
                SampleGrades.item("a.c", "Seen as well", Verdict.PASS, "1", "1")));
    Result result =
        Result.of("secret.row", Verdict.FAIL)
            .title("Hush")
            .expected("whisper")
            .seen("murmur")
            .hint("mumble")
            .evidence(List.of("evidence/alice/secret.row/01.txt"))
            .seconds(987.6)
            .build();
    return SampleGrades.grade(SampleGrades.submission("alice", List.of(task), List.of(result)));
  }

  @Test
  void aRowThatLostNothingSaysNothing() {
    Result asTheOtherRowAsks =
        Result.of("probes.present", Verdict.FAIL).seen("no liveness").hint("Add it.").build();
    SubmissionGrade grade =
        SampleGrades.submission(
            "alice",
            List.of(
                TaskGrade.of(
                    "1",
                    "One",
                    false,
                    List.of(SampleGrades.item("probes.present", "Ready", Verdict.PASS, "1", "1")))),
            List.of(asTheOtherRowAsks));

    assertThat(Rows.of(grade))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.said()).isEmpty();
              assertThat(row.hint()).isEmpty();
              assertThat(row.explained()).isEmpty();
            });
  }

  @Test
  void whyARowWasSkippedIsSaidOnce() {
    String why = "Depends on dns.pod-fqdn, which failed: none.";
    ItemGrade item =
        ItemGrade.of("dns.short-name", "Short", Points.of("1"))
            .criteria(List.of("dns.short-name"))
            .verdict(Verdict.SKIPPED)
            .reason("dns.short-name was skipped: " + why)
            .graded(Points.ZERO)
            .build();
    Row row =
        Rows.of(
                SampleGrades.submission(
                    "alice",
                    List.of(TaskGrade.of("1", "One", false, List.of(item))),
                    List.of(Result.of("dns.short-name", Verdict.SKIPPED).seen(why).build())))
            .get(0);

    assertThat(row.said()).contains("dns.short-name was skipped: " + why);
    assertThat(SheetMarkdown.explanation(row)).containsOnlyOnce("Depends on");
  }

  @Test
  void aFolderForEachSubmissionAndFormat() throws IOException {
    write(ALL, SampleGrades.alice());

    assertThat(files())
        .containsExactly(
            "alice/autolab/autolab.txt",
            "alice/classroom50/outputs",
            "alice/classroom50/release-body.md",
            "alice/classroom50/result.json",
            "alice/gradescope/results.json",
            "alice/prairielearn/results.json",
            "github/annotations.txt",
            "github/summary.md",
            "gitlab/junit.xml",
            "grades.csv",
            "junit.xml");
  }

  @Test
  void whatNobodyAskedForIsNotWritten() throws IOException {
    write(Set.of(), SampleGrades.alice());

    assertThat(files()).containsExactly("grades.csv", "junit.xml");
  }

  @Test
  void noEarlierGradeIsTakenForAFault() throws IOException {
    write(ALL, SampleGrades.alice());
    write(
        ALL,
        SampleGrades.grade(
            SampleGrades.submission(
                "alice",
                List.of(TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "1")))),
                List.of())));

    assertThat(files())
        .containsExactly(
            "alice/prairielearn/results.json",
            "github/annotations.txt",
            "github/summary.md",
            "gitlab/junit.xml",
            "grades.csv",
            "junit.xml");
  }

  @Test
  void aStudentsFilesHaveNothingOfAHiddenRow() throws IOException {
    write(ALL, hidden());

    for (String file : files()) {
      if (file.startsWith("alice/") || file.startsWith("git")) {
        assertThat(Files.readString(reports.resolve(file)))
            .as(file)
            .doesNotContain("secret", "Hush", "whisper", "murmur", "mumble", "1.3", "987", "7.77");
      }
    }
    assertThat(reports.resolve("teacher/alice/gradescope/results.json"))
        .content()
        .contains("Hush", "\"hidden\"");
    assertThat(reports.resolve("grades.csv")).content().contains("secret.row", "0.33");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', 0",
    "1, '', 1",
    "2, github, 2",
    "3, gitlab, 3",
    "1, gradescope, 0",
    "2, classroom50, 0",
    "3, classroom50, 3",
    "3, gradescope, 3",
    "3, prairielearn, 0",
    "3, autolab, 0",
    "3, 'prairielearn,gradescope', 3",
    "1, 'github,autolab', 0"
  })
  void learningSystemsGetTheStatusThatKeepsTheGrade(int status, String formats, int seen) {
    assertThat(Format.exitStatus(status, Format.parse(formats))).isEqualTo(seen);
  }

  @Test
  void aFormatThatIsNotKnownIsRefusedWithThoseThatAre() {
    assertThat(Format.parse(" GitHub, gradescope ,"))
        .containsExactly(Format.GITHUB, Format.GRADESCOPE);
    assertThat(Format.parse("json,CSV, markdown,junit")).as("always written").isEmpty();
    assertThatThrownBy(() -> Format.parse("moodle"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("The format \"moodle\" is not known. Use one of github, gitlab,");
  }

  @Test
  void whatClassroom50HasToSetIsNamed() {
    assertThat(Format.missing(ALL, Map.of("CLASSROOM", "x", "ASSIGNMENT", " ")))
        .containsExactly("ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL");
    assertThat(Format.missing(Set.of(Format.GITHUB), Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/ws/k8s/app, /ws/reports, k8s/app, reports/",
    "/ws, /elsewhere/r, '', r/",
  })
  void foldersAreNamedAsTheRepositoryHasThem(
      String chart, String folder, String chartInside, String reportsInside) {
    Properties properties = new Properties();
    properties.setProperty("lab.chart", chart);
    properties.setProperty("lab.reports", folder);
    FormatSettings settings = FormatSettings.of(properties, Map.of("GITHUB_WORKSPACE", "/ws"));

    assertThat(settings.places()).isEqualTo(new Formats.Places(chartInside, reportsInside));
  }
}
