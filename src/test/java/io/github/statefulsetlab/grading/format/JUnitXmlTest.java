package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.JUnitReaders;
import io.github.statefulsetlab.grading.format.reader.JUnitReaders.DornyCase;
import io.github.statefulsetlab.grading.format.reader.JUnitReaders.GitlabCase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

@DisplayName("JUnit XML")
class JUnitXmlTest {

  private static String xml(Grade grade) {
    return new JUnitXml("reports/").write(Sheet.of(grade));
  }

  @Test
  void theFileIsValid() throws IOException, SAXException {
    String xml = xml(SampleGrades.alice());
    Golden.check("junit.xml", xml);

    Schemas.validateJUnit(xml);
  }

  @Test
  void gitlabTellsFailuresFromErrorsAndReadsWhatIsInThem() {
    Grade grade =
        SampleGrades.grade(
            SampleGrades.submission("alice", SampleGrades.tasks(), SampleGrades.results()),
            SampleGrades.submission(
                "bob",
                List.of(
                    TaskGrade.of(
                        "names",
                        "Names",
                        false,
                        List.of(
                            SampleGrades.fault("dns.pod-fqdn", "2"),
                            SampleGrades.item("a.b", "A", Verdict.TIMEOUT, "0", "1")))),
                List.of()));
    List<GitlabCase> cases = JUnitReaders.gitlab(xml(grade));

    assertThat(cases)
        .extracting(GitlabCase::status)
        .containsExactly(
            "success", "failed", "skipped", "failed", "skipped", "failed", "error", "failed");
    assertThat(cases.get(1).output())
        .contains("0 of 1 points", "count 0 after the deletion", "Mount the volume at /app");
    assertThat(cases.get(1).attachment())
        .contains("reports/evidence/alice/storage.survives-pod-deletion/01-pods.txt");
  }

  @Test
  void namesAreTheSameForAllSubmissions() {
    Grade grade =
        SampleGrades.grade(
            SampleGrades.submission("alice", SampleGrades.tasks(), SampleGrades.results()),
            SampleGrades.submission("bob", SampleGrades.tasks(), List.of()));
    List<GitlabCase> cases = JUnitReaders.gitlab(xml(grade));

    assertThat(cases.subList(0, 6))
        .extracting(GitlabCase::key)
        .doesNotHaveDuplicates()
        .isEqualTo(cases.subList(6, 12).stream().map(GitlabCase::key).toList());
    assertThat(cases).extracting(GitlabCase::suite).startsWith("alice").endsWith("bob");
  }

  @Test
  void dornysActionGroupsByFamily() {
    assertThat(JUnitReaders.dorny(xml(SampleGrades.alice())))
        .startsWith(
            new DornyCase(
                "alice",
                "lab-a.storage",
                "storage.claims-bound Claims are bound",
                "success",
                3100));
  }

  @Test
  void textOfASubmissionIsNeitherXmlNorAnAttachment() throws IOException, SAXException {
    Result result =
        Result.of("a.b", Verdict.FAIL)
            .seen("]]></failure><testcase/>\u0000\u001b\uFFFE [[ATTACHMENT|/etc/passwd]] 🚀")
            .evidence(List.of("evidence/x.txt"))
            .build();
    String xml =
        xml(
            SampleGrades.grade(
                SampleGrades.submission(
                    "a<b>\"&'",
                    List.of(
                        TaskGrade.of(
                            "1",
                            "One",
                            false,
                            List.of(SampleGrades.item("a.b", "A", Verdict.FAIL, "0", "1")))),
                    List.of(result))));

    Schemas.validateJUnit(xml);
    assertThat(JUnitReaders.gitlab(xml)).hasSize(1);
    assertThat(JUnitReaders.gitlab(xml).get(0).output()).contains("</failure>", "🚀");
    assertThat(JUnitReaders.gitlab(xml).get(0).attachment())
        .isEqualTo(Optional.of("reports/evidence/x.txt"));
  }
}
