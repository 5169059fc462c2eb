package io.github.statefulsetlab.report.page;

import static io.github.statefulsetlab.report.page.SampleGrades.MARKUP;
import static io.github.statefulsetlab.report.page.SampleGrades.grade;
import static io.github.statefulsetlab.report.page.SampleGrades.result;
import static io.github.statefulsetlab.report.page.SampleGrades.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.EvidenceName;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.context.StateEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The lab report")
class LabReportTest {

  @TempDir private Path reports;

  @Test
  void showsWhatTheTerminalShowedAndTheCommandForIt() throws IOException {
    String report = report("lab-report.md", lookUp("$ nslookup web-0.web\nNXDOMAIN"));

    assertThat(report)
        .containsSubsequence(
            "## Pods have names",
            "**The short name: kept.**",
            "Look-up:",
            "    $ nslookup web-0.web\n    NXDOMAIN",
            "To see it yourself:",
            "    kubectl run look-up -- nslookup web-0.web");
  }

  @Test
  void leavesOutWhatWasNotChecked() throws IOException {
    Result skipped = result("ordering.parallel-start", Verdict.SKIPPED).build();

    assertThat(report("lab-report.md", skipped)).doesNotContain("One after another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab-report.md", "lab-report.html"})
  void showsWhatASubmissionSaysAsText(String name) throws IOException {
    Result hostile = lookUp(MARKUP).with().title(MARKUP).expected(MARKUP).seen(MARKUP).build();

    assertThat(report(name, hostile).lines())
        .filteredOn(line -> !line.startsWith("    "))
        .noneMatch(line -> line.contains("<script") || line.contains("<img src=x"));
  }

  @Test
  void isMadeOfThePromisesOfTheLab() {
    assertThat(LabReportBuilder.criteria())
        .contains(
            "counts.diverge",
            "storage.survives-pod-deletion",
            "dns.pod-fqdn",
            "dns.short-name",
            "ordering.side-by-side",
            "updates.partition",
            "updates.on-delete",
            "updates.rollback");
  }

  @Test
  void isMadeOfPromisesThatThereAre() throws IOException {
    String behaviours = Files.readString(Path.of("docs", "behaviours.md"));

    assertThat(LabReportBuilder.criteria()).allMatch(behaviours::contains);
  }

  private Result lookUp(String transcript) throws IOException {
    return result("dns.short-name", Verdict.PASS)
        .title("The short name")
        .evidence(
            List.of(
                evidence(2, "Look-up", transcript),
                evidence(9, StateEvidence.BY_HAND, "kubectl run look-up -- nslookup web-0.web\n")))
        .build();
  }

  private String evidence(int number, String title, String text) throws IOException {
    Path file = reports.resolve("evidence").resolve(EvidenceName.of(number, title));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return reports.relativize(file).toString();
  }

  private String report(String name, Result result) throws IOException {
    SampleGrades.page(reports, grade(null, submission("alice", List.of(result))));
    return Files.readString(reports.resolve("alice").resolve(name));
  }
}
