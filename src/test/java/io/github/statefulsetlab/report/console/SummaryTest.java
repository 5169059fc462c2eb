package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Result KEPT = Result.of("counts.diverge", Verdict.PASS).build();

  private static final Result BROKEN =
      Result.of("storage.survives-pod-deletion", Verdict.FAIL)
          .title("A pod keeps its claim and its count after deletion")
          .expected("Pod 0 reads 13 again.")
          .seen("expected a count of 13 from the new pod, but saw 0")
          .hint(
              "Mount the volume data at /app, where the app writes: templates/statefulset.yaml:34.")
          .build();

  private static List<String> lines(int width, Result... results) {
    SubmissionGrade grade =
        SubmissionGrade.unscored(
            "alice",
            new ChartFacts("main", "app", "1.0.0", "0".repeat(64), null, null),
            List.of(),
            Result.overall(List.of(results)),
            List.of(results));
    return new Summary(grade, width, id -> "./lab grade . --only " + id, Ink.NONE).lines();
  }

  @Test
  void aBrokenPromiseIsToldWithTheFileAndTheLineToChange() {
    assertThat(lines(80, KEPT, BROKEN))
        .containsExactly(
            "",
            "FAIL  storage.survives-pod-deletion: A pod keeps its claim and its count after",
            "      deletion",
            "  expected  Pod 0 reads 13 again.",
            "  seen      expected a count of 13 from the new pod, but saw 0",
            "  change    Mount the volume data at /app, where the app writes:",
            "            templates/statefulset.yaml:34.",
            "  again     ./lab grade . --only storage.survives-pod-deletion",
            "",
            "alice  1 PASS, 1 FAIL");
  }

  @Test
  void whereEverythingIsKeptThereIsNothingToTell() {
    assertThat(lines(80, KEPT)).containsExactly("", "alice  1 PASS");
  }

  @Test
  void whatHasOneCauseIsToldOnce() {
    Result.Builder one = Result.of("dns.pod-fqdn", Verdict.NOT_GRADABLE).seen("It is not a chart.");
    Result.Builder other =
        Result.of("dns.short-name", Verdict.NOT_GRADABLE).seen("It is not a chart.");

    assertThat(lines(80, one.build(), other.build()))
        .contains("  also      dns.short-name")
        .containsOnlyOnce("  seen      It is not a chart.");
  }

  @Test
  void whatIsAboutAFurtherChartIsToldByItself() {
    assertThat(lines(80, BROKEN, BROKEN.with().chart("bonus").seen("another").build()))
        .contains("  seen      another")
        .anyMatch(line -> line.startsWith("FAIL  storage.survives-pod-deletion@bonus: "))
        .anyMatch(line -> line.startsWith("FAIL  storage.survives-pod-deletion: "));
  }

  @Test
  void whatOnlyTheTeacherMaySeeIsNotTold() {
    assertThat(lines(80, KEPT, BROKEN.with().visibility(Visibility.TEACHER).build()))
        .containsExactly("", "alice  1 PASS");
  }

  @Test
  void everyLineButTheCommandFitsTheScreen() {
    for (int width : new int[] {40, 60, 80, 100}) {
      assertThat(lines(width, KEPT, BROKEN))
          .filteredOn(line -> !line.contains("./lab"))
          .allMatch(line -> line.length() <= width);
    }
  }

  @Test
  void aSubmissionRewritesNothingOnTheScreen() {
    assertThat(lines(80, BROKEN.with().seen("a\u001b[2Jb\r::error::c").build()))
        .noneMatch(line -> line.contains("\u001b") || line.contains("::error"));
  }
}
