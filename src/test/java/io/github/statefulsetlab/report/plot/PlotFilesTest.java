package io.github.statefulsetlab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.kube.plot.Bars;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Plots")
class PlotFilesTest {

  private static final Submission ALICE = Observations.submission("alice");

  @TempDir private Path reports;

  @Test
  void lieBesideThePageAsTextAndPictures() throws IOException {
    run("counts.diverge");

    assertThat(reports.resolve("alice/plots"))
        .isDirectoryContaining("glob:**counts.diverge.svg")
        .isDirectoryContaining("glob:**counts.diverge.dark.svg")
        .isDirectoryContaining("glob:**counts.diverge.png")
        .isDirectoryContaining("glob:**counts.diverge.txt");
  }

  @Test
  void ofWhatIsHiddenFromStudentsLieWithTheTeacher() throws IOException {
    run("updates.partition");

    assertThat(reports.resolve("alice/plots")).doesNotExist();
    assertThat(reports.resolve("teacher/alice/plots/updates.partition.svg")).exists();
  }

  @Test
  void ofAnEarlierRunAreRemoved() throws IOException {
    Path old = Files.createDirectories(reports.resolve("alice/plots")).resolve("old.svg");
    Files.writeString(old, "<svg/>");

    run("counts.diverge");

    assertThat(old).doesNotExist();
  }

  /** A run after which a student's grade has {@code counts.diverge} alone. */
  private void run(String criterion) throws IOException {
    PlotFiles files = new PlotFiles();
    files.runStarted(Observations.settings(reports), List.of(ALICE));
    Bars bars =
        new Bars(
            "Visits", "visits", List.of("web-0"), List.of(new Bars.Series("sent", List.of(3L))));
    files.behaviourFinished(
        Observations.seen(
            criterion, ALICE, new Evidence.Item(bars.title(), bars.text(), Optional.of(bars))));
    Files.writeString(reports.resolve("grade.json"), GradeJson.write(grade()));
    files.runFinished();
  }

  private static Grade grade() {
    return new Grade(
        Grade.SCHEMA,
        Grade.Run.begun("1", 42, Instant.EPOCH).finished(Instant.EPOCH).complete(true).build(),
        null,
        List.of(
            SubmissionGrade.unscored(
                "alice",
                new ChartFacts("main", "web", "1.0.0", "0".repeat(64), null, null),
                List.of(),
                Verdict.PASS,
                List.of(Result.of("counts.diverge", Verdict.PASS).build()))));
  }
}
