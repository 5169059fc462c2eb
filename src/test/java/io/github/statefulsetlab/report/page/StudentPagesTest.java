package io.github.statefulsetlab.report.page;

import static io.github.statefulsetlab.report.page.SampleGrades.MARKUP;
import static io.github.statefulsetlab.report.page.SampleGrades.broken;
import static io.github.statefulsetlab.report.page.SampleGrades.grade;
import static io.github.statefulsetlab.report.page.SampleGrades.oneOfEach;
import static io.github.statefulsetlab.report.page.SampleGrades.result;
import static io.github.statefulsetlab.report.page.SampleGrades.rubric;
import static io.github.statefulsetlab.report.page.SampleGrades.submission;
import static io.github.statefulsetlab.report.page.SampleGrades.withPoints;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The student's page")
class StudentPagesTest {

  private static final String COMMAND =
      "./lab grade CHART --only storage.survives-pod-deletion --seed 42";

  @TempDir private Path reports;

  @Test
  void beginsWithWhatIsBrokenAndHowToMendIt() throws IOException {
    String page = page(oneOfEach());

    assertThat(page)
        .containsSubsequence(
            "Not graded: our fault, nothing was deducted",
            "The short name needs the search list",
            "What to change first",
            "A pod keeps its claim and its count after deletion",
            "Pod 0 reads 13 again.",
            "expected 13, but it is 0",
            "templates/statefulset.yaml:34",
            COMMAND,
            "All promises",
            "Pods count their own visits");
  }

  @Test
  void hasNoPointsWithoutARubric() throws IOException {
    assertThat(page(oneOfEach())).doesNotContain("class=\"score\"", "class=\"points\"", "−");
  }

  @Test
  void tellsWhatEachRowEarnedAndWhatAPersonHasToJudge() throws IOException {
    String page =
        SampleGrades.page(reports, grade(rubric(), withPoints(submission("alice", oneOfEach()))));

    assertThat(page)
        .contains(
            "<div class=\"score\">2.25 / 6</div>", "2 for a person", "−1.75", "0.25 / 2", "2 / 2");
  }

  @Test
  void showsWhatASubmissionSaysAsText() throws IOException {
    Result hostile =
        broken()
            .title(MARKUP)
            .expected(MARKUP)
            .seen((MARKUP + "\n").repeat(20))
            .hint(MARKUP)
            .patches(List.of(MARKUP))
            .evidence(List.of(evidence(MARKUP)))
            .build();

    String page =
        SampleGrades.page(reports, grade(rubric(), submission("alice", List.of(hostile), MARKUP)));

    assertThat(page)
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "<img src=x", "onerror=\"");
  }

  @Test
  void loadsAndRunsNothing() throws IOException {
    assertThat(page(oneOfEach()))
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
        .doesNotContain("<script", "http://", "<link");
  }

  @Test
  void hasNothingOfWhatItsReaderMayNotSee() throws IOException {
    Result hidden =
        result("updates.partition", Verdict.FAIL)
            .title("A secret")
            .visibility(Visibility.TEACHER)
            .build();

    assertThat(page(List.of(broken().build(), hidden)))
        .doesNotContain("updates.partition", "A secret", "2 broken")
        .contains("1 broken");
  }

  @Test
  void hasWhatIsShownOnceTheWorkIsDue() throws IOException {
    Result due =
        result("updates.partition", Verdict.FAIL)
            .title("Seen later")
            .visibility(Visibility.AFTER_DUE_DATE)
            .build();

    assertThat(page(List.of(due))).contains("Seen later", "1 broken");
  }

  @Test
  void tellsOfAFurtherChartWhichOneItIs() throws IOException {
    Result further = broken().chart("bonus").seen("count 7 of the other app").build();

    assertThat(page(List.of(broken().build(), further)))
        .contains("after deletion (chart bonus)", "count 7 of the other app", "2 broken");
  }

  @Test
  void showsTheBeginningOfItsEvidence() throws IOException {
    String page =
        page(
            List.of(
                broken().evidence(List.of(evidence("NAME READY\n" + "x".repeat(9000)))).build()));

    assertThat(page).contains("Evidence: kubectl get pods", "NAME READY");
    assertThat(page).contains("href=\"../evidence/01-kubectl_get_pods.txt\"");
  }

  @Test
  void tellsOnceWhatWasSeenOfSeveralPromises() throws IOException {
    Result first = broken().seen("The volume is missing.").build();
    Result second =
        result("storage.claims-bound", Verdict.TIMEOUT).seen("The volume is missing.").build();

    assertThat(page(List.of(first, second)))
        .containsOnlyOnce("The volume is missing.")
        .contains("The same as for: A pod keeps its claim");
  }

  @Test
  void goesWithoutEvidenceThatIsGone() throws IOException {
    assertThat(page(List.of(broken().evidence(List.of("evidence/gone.txt")).build())))
        .contains("A pod keeps its claim");
  }

  @Test
  void staysSmallHoweverMuchEvidenceThereIs() throws IOException {
    String much = evidence("<".repeat(256 * 1024));
    List<Result> results = new ArrayList<>();
    IntStream.range(0, 40)
        .forEach(
            i ->
                results.add(
                    broken()
                        .seen("&".repeat(1 << 20))
                        .evidence(List.of(much, much, much, much))
                        .build()));

    assertThat(page(results).getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
  }

  private String page(List<Result> results) throws IOException {
    return SampleGrades.page(reports, grade(null, submission("alice", results)));
  }

  private String evidence(String text) throws IOException {
    Path file = reports.resolve("evidence/01-kubectl_get_pods.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return reports.relativize(file).toString();
  }
}
