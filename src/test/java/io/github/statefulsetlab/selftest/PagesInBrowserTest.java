package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.report.allure.AllurePage;
import io.github.statefulsetlab.report.allure.AllureSanitizer;
import io.github.statefulsetlab.report.page.StudentPages;
import io.github.statefulsetlab.selftest.Chromium.Visit;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a submission says must not act in a page; seen in a real browser. */
@DisplayName("In a browser")
class PagesInBrowserTest {

  private static final String HOSTILE =
      """
      <img src=x onerror="document.title='XSS'">
      <img src="http://reports.invalid/beacon.png">
      <script>document.title='XSS'</script>
      <iframe srcdoc="<script>parent.document.title='XSS'</script>"></iframe>
      <meta http-equiv="refresh" content="0;url=http://reports.invalid/">
      </pre></script><svg onload="document.title='XSS'">
      [x](javascript:alert(1)) ![b](http://reports.invalid/b.png) {{{raw}}} ${title} </title>
      """;

  private static final Pattern TREE = Pattern.compile("d\\('data/suites.json','([^']+)'\\)");
  private static final Pattern LEAF =
      Pattern.compile("\"uid\"\\s*:\\s*\"([0-9a-f]+)\",\\s*\"parentUid\"\\s*:\\s*\"([0-9a-f]+)\"");

  @TempDir private Path folder;
  private Chromium chromium;

  @BeforeEach
  void findABrowser() {
    chromium = Chromium.assumed(folder);
  }

  /** Else nothing that this class sees would mean anything. */
  @Test
  void aPageThatObeysIsNoticed() throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("obeys.html"), "<title>obeys</title>" + HOSTILE);

    Visit visit = chromium.open(page, "");

    assertThat(visit.title()).isNotEqualTo("obeys");
    assertThat(visit.requests()).contains("http://reports.invalid/beacon.png");
  }

  @Test
  void theStudentsPageDoesNothing() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("grade.json"), GradeJson.write(hostileGrade()));
    StudentPages.write(folder);

    Visit visit = chromium.open(folder.resolve("alice").resolve(StudentPages.PAGE), "");

    assertThat(visit.document()).contains("What to change first", "&lt;script&gt;");
    assertIsQuiet(visit, "alice");
  }

  @Test
  void theAllureReportShowsAFailureAndDoesNothingElse() throws IOException, InterruptedException {
    Path page = hostileAllurePage();

    Visit visit = chromium.open(page, "suites/" + failure(page));

    assertThat(visit.document()).contains("‹script›");
    assertIsQuiet(visit, "statefulset-lab");
  }

  private static void assertIsQuiet(Visit visit, String title) {
    assertThat(visit.isDone()).as("the page came to rest").isTrue();
    assertThat(visit.title()).isEqualTo(title);
    assertThat(visit.requests()).as("requests").isEmpty();
    assertThat(visit.console()).as("console").isEmpty();
  }

  private static Grade hostileGrade() {
    Result broken =
        Result.of("storage.claims-bound", Verdict.FAIL)
            .title(HOSTILE)
            .expected(HOSTILE)
            .seen(HOSTILE.repeat(3))
            .hint(HOSTILE)
            .patches(List.of(HOSTILE))
            .build();
    return new Grade(
        Grade.SCHEMA,
        Grade.Run.begun("1", 42, Instant.EPOCH)
            .cluster(HOSTILE)
            .kubernetesVersion(HOSTILE)
            .finished(Instant.EPOCH)
            .complete(true)
            .build(),
        null,
        List.of(
            SubmissionGrade.unscored(
                "alice",
                new ChartFacts("main", HOSTILE, HOSTILE, "0".repeat(64), null, null),
                List.of(HOSTILE),
                Verdict.FAIL,
                List.of(broken))));
  }

  private Path hostileAllurePage() throws IOException {
    Path results = Files.createDirectory(folder.resolve("allure-results"));
    AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
    TestResult test =
        new TestResult()
            .setUuid(UUID.randomUUID().toString())
            .setName("Pods count their own visits")
            .setStatus(Status.FAILED)
            .setStatusDetails(new StatusDetails().setMessage(HOSTILE).setTrace(HOSTILE));
    new AllureSanitizer().beforeTestWrite(test);
    lifecycle.scheduleTestCase(test);
    lifecycle.startTestCase(test.getUuid());
    lifecycle.stopTestCase(test.getUuid());
    lifecycle.writeTestCase(test.getUuid());
    AllurePage.main(results.toString(), folder.toString());
    return folder.resolve("allure/index.html");
  }

  /** Where the report shows its only test. */
  private static String failure(Path page) throws IOException {
    Matcher tree = TREE.matcher(Files.readString(page));
    assertThat(tree.find()).isTrue();
    Matcher leaf =
        LEAF.matcher(new String(Base64.getDecoder().decode(tree.group(1)), StandardCharsets.UTF_8));
    assertThat(leaf.find()).isTrue();
    return leaf.group(2) + "/" + leaf.group(1);
  }
}
