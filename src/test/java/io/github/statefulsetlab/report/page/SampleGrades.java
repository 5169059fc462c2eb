package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made-up grades for the tests of pages. */
final class SampleGrades {

  static final String MARKUP =
      "<img src=x onerror=\"document.title='XSS'\"></pre><script>alert(1)</script>";

  private SampleGrades() {}

  /** One of each verdict, in words that are harmless. */
  static List<Result> oneOfEach() {
    return List.of(
        result("counts.diverge", Verdict.PASS).title("Pods count their own visits").build(),
        broken().build(),
        result("dns.short-name", Verdict.INFRA_ERROR)
            .title("The short name needs the search list")
            .seen("The cluster did not answer.")
            .build(),
        result("ordering.parallel-start", Verdict.SKIPPED)
            .title("Pods start all at once")
            .seen("alice asks for OrderedReady; this is about Parallel.")
            .build());
  }

  static Result.Builder broken() {
    return result("storage.survives-pod-deletion", Verdict.FAIL)
        .title("A pod keeps its claim and its count after deletion")
        .expected("Pod 0 reads 13 again.")
        .seen("count read by the new pod: expected 13, but it is 0")
        .hint(
            "Mount the volume data at /app, where the app writes: templates/statefulset.yaml:34.");
  }

  static Result.Builder result(String id, Verdict verdict) {
    return Result.of(id, verdict).expected("It is kept.").seconds(1.5);
  }

  static SubmissionGrade submission(String id, List<Result> results, String... notes) {
    return SubmissionGrade.unscored(
        id,
        new ChartFacts("main", "app-python", "0.2.0", "0".repeat(64), null, null),
        List.of(notes),
        Verdict.FAIL,
        results);
  }

  /** Two tasks, of which one waits for a person. */
  static SubmissionGrade withPoints(SubmissionGrade grade) {
    return grade.scored(
        Outcome.FOR_A_PERSON,
        List.of(
            TaskGrade.of(
                "2",
                "Implementation",
                false,
                List.of(
                    item("counts", Verdict.PASS, Outcome.GRADED, "2", "counts.diverge"),
                    item(
                        "storage",
                        Verdict.FAIL,
                        Outcome.GRADED,
                        "0.25",
                        "storage.survives-pod-deletion"))),
            TaskGrade.of(
                "1", "Concepts", false, List.of(item("essay", null, Outcome.FOR_A_PERSON, null)))),
        List.of(),
        List.of());
  }

  private static ItemGrade item(
      String id,
      @Nullable Verdict verdict,
      Outcome outcome,
      @Nullable String points,
      String... criteria) {
    ItemGrade.Builder row =
        ItemGrade.of(id, "Row " + id, Points.of("2")).criteria(List.of(criteria)).verdict(verdict);
    if (points != null) {
      row.graded(Points.of(points));
    } else if (outcome == Outcome.UNGRADED) {
      row.ungraded();
    }
    return row.build();
  }

  static Grade grade(Grade.@Nullable RubricFacts rubric, SubmissionGrade... submissions) {
    return new Grade(
        Grade.SCHEMA,
        Grade.Run.begun("1.2.3", 42, Instant.parse("2026-01-01T00:00:00Z"))
            .cluster("upstream Kubernetes")
            .kubernetesVersion("v1.36.3")
            .networkPolicy("enforced")
            .finished(Instant.parse("2026-01-01T00:00:41Z"))
            .complete(true)
            .build(),
        rubric,
        List.of(submissions));
  }

  static Grade.RubricFacts rubric() {
    return new Grade.RubricFacts("lab15", "Lab 15", "a".repeat(64), Points.of("6"), Points.of("0"));
  }

  /** The page of the first submission, written and read again. */
  static String page(Path reports, Grade grade) throws IOException {
    Files.createDirectories(reports);
    Files.writeString(reports.resolve("grade.json"), GradeJson.write(grade));
    StudentPages.write(reports);
    return Files.readString(
        reports.resolve(grade.submissions().get(0).id()).resolve(StudentPages.PAGE));
  }
}
