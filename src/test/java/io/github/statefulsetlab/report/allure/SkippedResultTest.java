package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedResultTest {

  @TempDir Path results;

  @Test
  void isSkippedWithTheReasonMadeHarmless() throws IOException {
    Path file = results.resolve("7-result.json");
    Files.writeString(
        file,
        """
        {"name":"A pod keeps its claim","status":"failed",
         "statusDetails":{"message":"FAIL: gone","trace":"at …"},
         "labels":[{"name":"suite","value":"storage"},{"name":"verdict","value":"FAIL"}]}
        """);

    SkippedResult.rewrite(results, "7", "Depends on storage.claims-bound, which failed: <b>no</b>");

    assertThat(file)
        .content()
        .contains("\"status\":\"skipped\"", "\"value\":\"SKIPPED\"", "\"value\":\"storage\"")
        .contains("SKIPPED: Depends on storage.claims-bound, which failed: ‹b›no‹/b›")
        .doesNotContain("FAIL:", "\"FAIL\"", "trace");
  }

  @Test
  void whatWasNotWrittenIsLeftAlone() {
    assertThatCode(() -> SkippedResult.rewrite(results, "8", "no")).doesNotThrowAnyException();
  }
}
