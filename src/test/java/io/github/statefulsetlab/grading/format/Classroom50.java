package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.grading.Points;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Classroom 50's {@code result.json}, with the release's text and the two lines of the commit
 * status. It knows whole numbers only: a point is 100 there. A fault of the grader writes nothing,
 * so that the earlier score stays.
 *
 * @param environment what the autograder of Classroom 50 sets
 * @see <a
 *     href="https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json">The
 *     schema</a>
 */
record Classroom50(Map<String, String> environment) implements SheetFormat {

  static final List<String> NEEDED =
      List.of("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL");

  private static final int TEXT = 1000;
  private static final int RELEASE_BODY_BYTES = 100_000;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public Map<String, String> files(Sheet sheet) {
    if (sheet.isUngraded()) {
      return Map.of();
    }
    return Map.of(
        "result.json", FormatJson.indented(result(sheet)),
        "release-body.md", Excerpt.ofBytes(SheetMarkdown.of(sheet), RELEASE_BODY_BYTES),
        "outputs", "status=%s\nsummary=%s\n".formatted(status(sheet), summary(sheet)));
  }

  private ObjectNode result(Sheet sheet) {
    ObjectNode result = FormatJson.object();
    result.put("schema", "classroom50/result/v1");
    result.put("classroom", environment.get("CLASSROOM"));
    result.put("assignment", environment.get("ASSIGNMENT"));
    result.put("assignment_type", environment.getOrDefault("ASSIGNMENT_TYPE", "individual"));
    result.put("owner", or("OWNER", or("USERNAME", sheet.id())));
    result.put("submission", environment.get("SUBMISSION_TAG"));
    result.put("commit", environment.get("COMMIT_URL"));
    result.put("release", environment.get("RELEASE_URL"));
    result.put("review", or("REVIEW_URL", Objects.requireNonNull(environment.get("COMMIT_URL"))));
    result.put("datetime", SECONDS.format(sheet.run().started().truncatedTo(ChronoUnit.SECONDS)));
    result.put("score", sheet.points().hundredths());
    result.put("max-score", sheet.maxWithBonus().hundredths());
    tests(sheet, result.putArray("tests"));
    return result;
  }

  private String or(String variable, String otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.isBlank() ? otherwise : value;
  }

  private static void tests(Sheet sheet, ArrayNode tests) {
    if (sheet.isNotGradable()) {
      test(
              tests.addObject(),
              "The submission can be graded",
              false,
              Points.ZERO,
              sheet.maxWithBonus())
          .put("message", Excerpt.of(sheet.whyNotGradable(), TEXT));
      return;
    }
    for (Row row : sheet.counted()) {
      ObjectNode test =
          test(
              tests.addObject(),
              row.id() + ": " + row.title(),
              row.state() == RowState.PASSED,
              row.points(),
              row.max());
      row.said().ifPresent(said -> test.put("message", Excerpt.of(said, TEXT)));
      row.hint().ifPresent(hint -> test.put("hint", Excerpt.of(hint, TEXT)));
    }
  }

  private static ObjectNode test(
      ObjectNode test, String name, boolean passed, Points score, Points max) {
    return test.put("test-name", name)
        .put("passed", passed)
        .put("score", score.hundredths())
        .put("max-score", max.hundredths());
  }

  /** A bonus that nobody tried does not make a full mark red; with a pass mark that is enough. */
  private static String status(Sheet sheet) {
    Points needed = Objects.requireNonNullElse(sheet.run().passMark(), sheet.max());
    return sheet.isNotGradable() || sheet.points().compareTo(needed) < 0 ? "failure" : "success";
  }

  private static String summary(Sheet sheet) {
    return sheet.isNotGradable() ? "the submission could not be graded" : sheet.summary();
  }
}
