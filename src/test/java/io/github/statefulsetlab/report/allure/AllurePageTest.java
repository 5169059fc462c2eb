package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Allure page")
class AllurePageTest {

  private static final Pattern NONCE = Pattern.compile("script-src 'nonce-([0-9a-f-]{36})'");

  @TempDir private Path folder;

  @Test
  void asksNobodyAndRunsNoScriptButItsOwn() throws IOException {
    String page = pageOf(results("moscow-time"));

    assertThat(page).doesNotContain("googletagmanager", "G-FVWC4GKEYS");
    Matcher policy = NONCE.matcher(page);
    assertThat(policy.find()).as("content security policy with a nonce").isTrue();
    assertThat(page.split("<script", -1)).hasSizeGreaterThan(2);
    assertThat(page.replace("<script nonce=\"" + policy.group(1) + "\"", ""))
        .doesNotContain("<script");
  }

  @Test
  void eachPageHasANonceOfItsOwn() throws IOException {
    String one = pageOf(results("moscow-time"));
    String other = pageOf(results("moscow-time"));

    assertThat(nonce(one)).isNotEqualTo(nonce(other));
  }

  @Test
  void earlierRunsOfTheSameSubmissionsAreKept() throws IOException {
    pageOf(results("moscow-time"));
    pageOf(results("moscow-time"));

    assertThat(history()).hasSize(1);
    assertThat(history().get(0).resolve("history-trend.json")).content().contains("},{");
  }

  @Test
  void otherSubmissionsHaveAHistoryOfTheirOwn() throws IOException {
    pageOf(results("moscow-time"));
    pageOf(results("alice"));

    assertThat(history())
        .hasSize(2)
        .allSatisfy(
            kept -> assertThat(kept.resolve("history-trend.json")).content().doesNotContain("},{"));
  }

  /** Its first page has a place for both, which says "Loading" for good where one is left out. */
  @Test
  void saysWhereItRan() throws IOException {
    Path results = results("moscow-time");
    Files.writeString(results.resolve("environment.properties"), "Kubernetes = v1.36.3\n");

    String page = pageOf(results);

    assertThat(data(page, "widgets/environment.json")).contains("Kubernetes", "v1.36.3");
    assertThat(data(page, "widgets/executors.json")).isEqualTo("[]");
  }

  /** What a page has in place of a file. */
  private static String data(String page, String file) {
    Matcher found =
        Pattern.compile("d\\('%s','([^']*)'\\)".formatted(Pattern.quote(file))).matcher(page);
    assertThat(found.find()).as(file).isTrue();
    return new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8);
  }

  @Test
  void withoutResultsThereIsNoPage() {
    AllurePage.main(folder.resolve("none").toString(), folder.resolve("reports").toString());

    assertThat(folder.resolve("reports")).doesNotExist();
  }

  private List<Path> history() throws IOException {
    try (Stream<Path> kept = Files.list(folder.resolve("reports/history/allure"))) {
      return kept.toList();
    }
  }

  private static String nonce(String page) {
    Matcher policy = NONCE.matcher(page);
    return policy.find() ? policy.group(1) : "";
  }

  private String pageOf(Path results) throws IOException {
    AllurePage.main(results.toString(), folder.resolve("reports").toString());
    return Files.readString(folder.resolve("reports/allure/index.html"));
  }

  private Path results(String submission) throws IOException {
    Path results = Files.createTempDirectory(folder, "allure-results");
    RunHistory.claim(results, List.of(submission));
    AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
    String uuid = UUID.randomUUID().toString();
    lifecycle.scheduleTestCase(
        new TestResult()
            .setUuid(uuid)
            .setHistoryId(submission)
            .setName("Pods count their own visits")
            .setStatus(Status.FAILED)
            .setStatusDetails(new StatusDetails().setMessage("FAIL: <script>alert(1)</script>"))
            .setLabels(List.of(new Label().setName("suite").setValue("counts"))));
    lifecycle.startTestCase(uuid);
    lifecycle.stopTestCase(uuid);
    lifecycle.writeTestCase(uuid);
    return results;
  }
}
