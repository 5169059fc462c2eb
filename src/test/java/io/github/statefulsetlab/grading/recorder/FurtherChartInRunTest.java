package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A further chart that is graded in the same run")
class FurtherChartInRunTest {

  private final Submission main = Observations.submission("app");
  private final Submission bonus = Observations.further("bonus", "bonus-app");
  private final Path reports;
  private final GradeRecorder recorder;

  FurtherChartInRunTest(@TempDir Path reports) {
    this.reports = reports;
    GradingOptions options =
        new GradingOptions(Optional.of(Rubrics.read("lab14-s25")), Optional.empty(), false);
    this.recorder = new GradeRecorder(reports.resolve("launcher"), () -> options, List.of());
  }

  private Grade graded(BehaviourResult... seen) {
    recorder.runStarted(Observations.settings(reports), List.of(main, bonus));
    for (BehaviourResult result : seen) {
      recorder.behaviourStarted(result.id(), result.submission());
      recorder.behaviourFinished(result);
    }
    recorder.runFinished();
    return GradeJson.read(reports.resolve("grade.json"));
  }

  private static ItemGrade secondChart(Grade grade) {
    return grade.submissions().get(0).tasks().stream()
        .flatMap(task -> task.items().stream())
        .filter(row -> row.id().equals("second-chart"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void earnsThePointsOfItsRowsInTheGradeOfTheMainChart() {
    Grade grade =
        graded(
            Observations.failed("chart.renders", main, new AssertionError("no")),
            Observations.passed("chart.renders", bonus),
            Observations.passed("storage.claims-bound", bonus),
            Observations.passed("dns.pod-fqdn", bonus));

    assertThat(grade.submissions()).extracting(SubmissionGrade::id).containsExactly("app");
    SubmissionGrade app = grade.submissions().get(0);
    assertThat(secondChart(grade).points()).isEqualTo(Points.of("1"));
    assertThat(app.criteria())
        .extracting(Result::id, Result::chart, Result::verdict)
        .containsExactlyInAnyOrder(
            tuple("chart.renders", null, Verdict.FAIL),
            tuple("chart.renders", "bonus", Verdict.PASS),
            tuple("storage.claims-bound", "bonus", Verdict.PASS));
    assertThat(app.furtherCharts()).extracting(ChartFacts::role).containsExactly("bonus");
    assertThat(app.verdict()).as("that of the main chart").isEqualTo(Verdict.FAIL);
  }

  @Test
  void hasEvidenceOfItsOwnInTheFolderOfTheSubmission() {
    Grade grade =
        graded(
            Observations.seen("chart.renders", main, new Evidence.Item("Seen", "main")),
            Observations.seen("chart.renders", bonus, new Evidence.Item("Seen", "bonus")));

    assertThat(grade.submissions().get(0).criteria())
        .flatExtracting(Result::evidence)
        .containsExactlyInAnyOrder(
            "app/evidence/chart.renders/01-Seen.txt",
            "app/evidence/chart.renders-bonus/01-Seen.txt")
        .allSatisfy(file -> assertThat(reports.resolve(file)).exists());
    assertThat(Files.exists(reports.resolve("bonus-app"))).isFalse();
  }

  @Test
  void thatCouldNotBeGradedIsNoZero() {
    Grade grade =
        graded(
            Observations.passed("chart.renders", bonus),
            Observations.failed("storage.claims-bound", bonus, new ClusterException("gone")));

    assertThat(secondChart(grade).outcome()).isEqualTo(Outcome.UNGRADED);
    assertThat(grade.run().exitStatus()).isEqualTo(ExitStatus.GRADER_FAULT);
  }

  @Test
  void isNotedInTheGradeWithItsRole() {
    recorder.runStarted(Observations.settings(reports), List.of(main, bonus));
    recorder.submissionNoted(bonus, "port 5000: said");
    recorder.submissionNoted(main, "port 8080: said");

    assertThat(GradeJson.read(reports.resolve("grade.json")).submissions().get(0).notes())
        .containsExactly("bonus: port 5000: said", "port 8080: said");
  }
}
