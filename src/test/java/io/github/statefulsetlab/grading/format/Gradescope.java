package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.grading.Markdown;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Visibility;
import java.util.Map;

/**
 * Gradescope's {@code results.json}. A fault of the grader writes nothing: Gradescope then says
 * that the autograder failed, and the student's next attempt is told so.
 *
 * @see <a href="https://gradescope-autograders.readthedocs.io/en/latest/specs/">Specifications</a>
 */
record Gradescope() implements SheetFormat {

  private static final int TEXT = 4000;

  @Override
  public Map<String, String> files(Sheet sheet) {
    return sheet.isUngraded()
        ? Map.of()
        : Map.of("results.json", FormatJson.indented(results(sheet)));
  }

  private static ObjectNode results(Sheet sheet) {
    ObjectNode results = FormatJson.object();
    results.put("score", sheet.points().number());
    results.put("execution_time", Math.round(sheet.seconds()));
    results.put(
        "output", "%s, seed %s: %s".formatted(sheet.suite(), sheet.run().seed(), sheet.summary()));
    results.put("output_format", "text");
    results.put("test_output_format", "md");
    results.put("test_name_format", "text");
    results.put("visibility", "visible");
    results.put("stdout_visibility", "hidden");
    results
        .putObject("extra_data")
        .put("schema", "statefulset-lab/grade/v2")
        .put("chartDigest", sheet.submission().chart().digest());
    tests(sheet, results.putArray("tests"));
    return results;
  }

  private static void tests(Sheet sheet, ArrayNode tests) {
    if (sheet.isNotGradable()) {
      tests
          .addObject()
          .put("name", "The submission can be graded")
          .put("score", Points.ZERO.number())
          .put("max_score", sheet.max().number())
          .put("status", "failed")
          .put("output", Markdown.block(Excerpt.of(sheet.whyNotGradable(), TEXT)));
      return;
    }
    sheet.rows().forEach(row -> test(row, tests.addObject()));
  }

  private static void test(Row row, ObjectNode test) {
    test.put("number", row.number());
    test.put("name", row.title());
    if (row.state().counts()) {
      test.put("score", row.points().number());
      test.put("max_score", row.max().number());
    }
    test.put("status", row.state().isFailure() ? "failed" : "passed");
    test.putArray("tags").add(row.family());
    test.put("output", Excerpt.of(SheetMarkdown.explanation(row), TEXT));
    test.put("visibility", visibility(row.visibility()));
    test.putObject("extra_data").put("id", row.id());
  }

  private static String visibility(Visibility visibility) {
    return switch (visibility) {
      case STUDENT -> "visible";
      case AFTER_DUE_DATE -> "after_due_date";
      case TEACHER -> "hidden";
    };
  }
}
