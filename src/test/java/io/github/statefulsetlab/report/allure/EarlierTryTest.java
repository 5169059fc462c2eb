package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A check that was made again")
class EarlierTryTest {

  @TempDir private Path results;

  @Test
  void isARetryOfTheSameTestThatCameBefore() throws IOException {
    TestResult last =
        new TestResult()
            .setHistoryId("dns.pod-fqdn/alice")
            .setName("Every pod's full name gives its address")
            .setLabels(List.of(new Label().setName(AllureSanitizer.VERDICT).setValue("PASS")));
    Instant began = Instant.ofEpochSecond(1_000);

    EarlierTry.write(
        new AllureLifecycle(new FileSystemResultsWriter(results)), last, began, "at <init>");

    JsonNode written = written();
    assertThat(written.path("historyId").asText()).isEqualTo("dns.pod-fqdn/alice");
    assertThat(written.path("status").asText()).isEqualTo("broken");
    assertThat(written.path("stop").asLong()).isEqualTo(began.toEpochMilli());
    assertThat(written.at("/statusDetails/trace").asText()).isEqualTo("at ‹init›");
    assertThat(written.at("/labels/0/value").asText()).isEqualTo("INFRA_ERROR");
  }

  private JsonNode written() throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      return new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
    }
  }
}
