package io.github.statefulsetlab.grading.format.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What PrairieLearn makes of an external grader's results.
 *
 * @see <a
 *     href="https://github.com/PrairieLearn/PrairieLearn/blob/master/apps/prairielearn/src/lib/externalGrader.ts">externalGrader.ts,
 *     processGradingResult</a>
 */
public final class PrairieLearnGrader {

  private static final int MOST_BYTES = 1024 * 1024;

  private PrairieLearnGrader() {}

  /**
   * A processed result.
   *
   * @param succeeded whether the file was read at all
   * @param gradable false costs no attempt
   * @param formatErrors what the student reads if it is not gradable
   * @param showsPoints whether the tests' points are shown
   */
  public record Processed(
      boolean succeeded,
      boolean gradable,
      double score,
      List<String> formatErrors,
      boolean showsPoints) {}

  private static final Processed FAILED = new Processed(false, false, 0, List.of(), false);

  /** Reads the file of a grader that ended with this status. */
  public static Processed process(String file, int exitStatus) throws JsonProcessingException {
    if (exitStatus != 0 || file.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return FAILED;
    }
    JsonNode results = JsonMapper.builder().build().readTree(file.replace('\0', '\uFFFD'));
    boolean gradable = results.path("gradable").asBoolean(true);
    JsonNode score = results.path("score");
    if (gradable && (!score.isNumber() || score.asDouble() < 0 || score.asDouble() > 1)) {
      return FAILED;
    }
    return new Processed(
        true, gradable, score.asDouble(), formatErrors(results), showsPoints(results));
  }

  private static List<String> formatErrors(JsonNode results) {
    List<String> errors = new ArrayList<>();
    JsonNode given = results.path("format_errors");
    if (given.isTextual()) {
      errors.add(given.asText());
    }
    given.forEach(error -> errors.add(error.asText()));
    return errors;
  }

  private static boolean showsPoints(JsonNode results) {
    for (JsonNode test : results.path("tests")) {
      if (!test.has("points") || !test.has("max_points")) {
        return false;
      }
    }
    return true;
  }
}
