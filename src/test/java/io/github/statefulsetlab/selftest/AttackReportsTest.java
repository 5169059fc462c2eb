package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.report.page.StudentPages;
import io.github.statefulsetlab.selftest.AttacksTest.Attack;
import io.github.statefulsetlab.selftest.Chromium.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All in one visit, as frames of one page: a browser takes most of a second to start. */
@DisplayName("The pages of charts that try something")
class AttackReportsTest {

  @TempDir private Path folder;
  private Chromium chromium;

  @BeforeEach
  void findABrowser() {
    chromium = Chromium.assumed(folder);
  }

  @Test
  void doNothingInABrowser() throws IOException, InterruptedException {
    List<Path> pages = pages();

    Visit visit = chromium.open(framing(pages), "");

    assertThat(pages).hasSizeGreaterThan(50);
    assertThat(visit.isDone()).as("the pages came to rest").isTrue();
    assertThat(visit.requests()).as("requests").isEmpty();
    assertThat(visit.console()).as("console").isEmpty();
  }

  /** Else what the other test sees would not mean anything. */
  @Test
  void areSeenInAFrame() throws IOException, InterruptedException {
    Path obeys =
        Files.writeString(
            folder.resolve("obeys.html"),
            "<img src=\"http://reports.invalid/beacon.png\"><script>console.log('forged')</script>");

    Visit visit = chromium.open(framing(List.of(obeys)), "");

    assertThat(visit.requests()).contains("http://reports.invalid/beacon.png");
    assertThat(visit.console()).anySatisfy(line -> assertThat(line).contains("forged"));
  }

  private Path framing(List<Path> pages) throws IOException {
    String frames =
        pages.stream()
            .map(page -> "<iframe src=\"%s\"></iframe>".formatted(page.toUri()))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve("frames.html"), "<title>all</title>" + frames);
  }

  private List<Path> pages() throws IOException {
    List<SubmissionGrade> grades = new ArrayList<>();
    try (HelmRunner helm = new HelmRunner()) {
      for (Attack attack : AttacksTest.attacks()) {
        Throwable refusal = catchThrowable(() -> attack.grade(helm, attack.tenancy()));
        if (refusal != null) {
          grades.add(graded(attack, String.valueOf(refusal.getMessage())));
        }
      }
    }
    Grade.Run run =
        Grade.Run.begun("1", 42, Instant.EPOCH).finished(Instant.EPOCH).complete(true).build();
    Files.writeString(
        folder.resolve("grade.json"), GradeJson.write(new Grade(Grade.SCHEMA, run, null, grades)));
    StudentPages.write(folder);
    return grades.stream()
        .map(grade -> folder.resolve(grade.id()).resolve(StudentPages.PAGE))
        .toList();
  }

  /** As where the chart could not be graded. */
  private static SubmissionGrade graded(Attack attack, String refusal) throws IOException {
    String chart = Files.readString(attack.chart().resolve("Chart.yaml"));
    Result result =
        Result.of("storage.claims-bound", Verdict.NOT_GRADABLE).seen(refusal).hint(refusal).build();
    return SubmissionGrade.unscored(
        attack.name(),
        new ChartFacts("main", chart, "1.0.0", "0".repeat(64), null, null),
        List.of(refusal),
        Verdict.NOT_GRADABLE,
        List.of(result));
  }
}
