package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ItemGrade;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A further chart")
class FurtherChartsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path folder;

  private Path store(String name, SubmissionGrade... submissions) throws IOException {
    Grade.Run run = Grade.Run.begun("1", 7, NOW).finished(NOW).complete(true).build();
    Path reports = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        reports.resolve("grade.json"),
        GradeJson.write(new Grade(Grade.SCHEMA, run, null, List.of(submissions))));
    return reports;
  }

  private static SubmissionGrade submission(String id, Verdict renders, Verdict bound) {
    return SubmissionGrade.unscored(
        id,
        new ChartFacts("main", id + "-chart", "1", "0".repeat(64), null, null),
        List.of(),
        Verdict.PASS,
        List.of(
            Result.of("chart.renders", renders).build(),
            Result.of("storage.claims-bound", bound).evidence(List.of("evidence/x.txt")).build(),
            Result.of("dns.pod-fqdn", Verdict.FAIL).build()));
  }

  private static SubmissionGrade good(String id) {
    return submission(id, Verdict.PASS, Verdict.PASS);
  }

  private static Regraded regrade(Path reports, String... further) {
    GradingOptions options =
        new GradingOptions(Optional.of(Rubrics.read("lab14-s25")), Optional.empty(), false);
    return new Regrade(reports, options, FurtherCharts.of(List.of(further))).run(NOW);
  }

  private static ItemGrade secondChart(SubmissionGrade submission) {
    return submission.tasks().stream()
        .flatMap(task -> task.items().stream())
        .filter(row -> row.id().equals("second-chart"))
        .findFirst()
        .orElseThrow();
  }

  private static ItemGrade secondChart(Regraded regraded) {
    return secondChart(regraded.grade().submissions().get(0));
  }

  @Test
  void decidesOnTheRowsThatNameItAndOnNoOthers() throws IOException {
    Path reports = store("main", submission("app", Verdict.FAIL, Verdict.FAIL));
    Path bonus = store("bonus", good("bonus-app"));

    Regraded regraded = regrade(reports, "bonus=" + bonus);

    SubmissionGrade grade = regraded.grade().submissions().get(0);
    assertThat(secondChart(grade).points()).isEqualTo(Points.of("1"));
    assertThat(grade.tasks().get(0).score().points()).isEqualTo(Points.ZERO);
    assertThat(grade.furtherCharts())
        .extracting(ChartFacts::role, ChartFacts::name)
        .containsExactly(tuple("bonus", "bonus-app-chart"));
    assertThat(grade.criteria())
        .filteredOn(result -> "bonus".equals(result.chart()))
        .allSatisfy(result -> assertThat(result.evidence()).isEmpty())
        .extracting(Result::id)
        .containsExactly("chart.renders", "storage.claims-bound");
  }

  @Test
  void isKeptByTheNextRegradeAndReplacedByTheNextOfItsRole() throws IOException {
    Path reports = store("main", good("app"));
    regrade(reports, "bonus=" + store("bonus", good("bonus-app")));

    assertThat(secondChart(regrade(reports)).points()).isEqualTo(Points.of("1"));

    Regraded worse =
        regrade(
            reports, "bonus=" + store("other", submission("b", Verdict.PASS, Verdict.INFRA_ERROR)));
    assertThat(secondChart(worse).outcome()).isEqualTo(Outcome.UNGRADED);
    assertThat(worse.grade().submissions().get(0).furtherCharts()).hasSize(1);
  }

  @Test
  void ofAClassIsFoundByItsSubmission() throws IOException {
    Path reports = store("main", good("alice"), good("bob"));
    Path bonus = store("bonus", good("bob"));

    List<SubmissionGrade> grades = regrade(reports, "bonus=" + bonus).grade().submissions();

    assertThat(grades)
        .extracting(grade -> secondChart(grade).points())
        .containsExactly(Points.ZERO, Points.of("1"));
    assertThat(secondChart(grades.get(0)).reason()).contains("There is no chart \"bonus\"");
  }

  @ParameterizedTest
  @CsvSource({
    "bonus, names no chart and its reports. Use ROLE=FOLDER",
    "=x, names no chart",
    "bonus=, names no chart",
    "second=x, has no chart \"second\"",
    "main=x, has no chart \"main\"",
    "bonus=nowhere, There is no",
  })
  void thatCanNotBeUsedIsRefusedAndNothingChanges(String word, String says) throws IOException {
    Path reports = store("main", good("app"));

    assertThatThrownBy(() -> regrade(reports, word))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining(says);
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(files).containsExactly(reports.resolve("grade.json"));
    }
  }

  @Test
  void isGivenOnce() {
    assertThatThrownBy(() -> FurtherCharts.of(List.of("bonus=a", "bonus=b")))
        .hasMessageContaining("given twice for \"bonus\"");
  }
}
