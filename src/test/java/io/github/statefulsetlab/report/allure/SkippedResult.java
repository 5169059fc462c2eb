package io.github.statefulsetlab.report.allure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.grading.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A test that JUnit saw fail, and whose verdict was settled afterwards: it is skipped, since it
 * depends on a criterion that failed.
 */
final class SkippedResult {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MESSAGE = 4_000;

  private SkippedResult() {}

  /**
   * Rewrites what Allure has written of the test; does nothing where it has written nothing.
   *
   * @param results Allure's folder of results
   * @param test Allure's id of the test
   * @param why the reason, which may hold what a submission said
   * @throws UncheckedIOException if the file can't be read or written
   */
  static void rewrite(Path results, String test, String why) {
    Path file = results.resolve(test + "-result.json");
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      ObjectNode result = (ObjectNode) JSON.readTree(file.toFile());
      result.put("status", "skipped");
      ObjectNode details = result.putObject("statusDetails");
      details.put(
          "message", Verdict.SKIPPED + ": " + AllureSanitizer.harmless(why, LONGEST_MESSAGE));
      for (JsonNode label : result.path("labels")) {
        if (AllureSanitizer.VERDICT.equals(label.path("name").asText())) {
          ((ObjectNode) label).put("value", Verdict.SKIPPED.name());
        }
      }
      JSON.writeValue(file.toFile(), result);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't correct " + file + ".", e);
    }
  }
}
