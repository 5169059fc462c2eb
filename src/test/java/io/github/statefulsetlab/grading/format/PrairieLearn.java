package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.grading.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * PrairieLearn's {@code results.json}: the score is a part of the full mark, which a bonus can't
 * pass. A fault of the grader is "not gradable", which costs no attempt.
 *
 * @see <a href="https://prairielearn.readthedocs.io/en/latest/externalGrading/">External
 *     grading</a>
 */
record PrairieLearn() implements SheetFormat {

  private static final int TEXT = 1000;
  private static final int DECIMALS = 4;

  @Override
  public Map<String, String> files(Sheet sheet) {
    ObjectNode results = FormatJson.object();
    if (sheet.isUngraded() || sheet.max().isZero()) {
      results.put("gradable", false);
      results.putArray("format_errors").add(whyNot(sheet));
    } else {
      results.put("gradable", true);
      results.put("score", score(sheet));
      results.put("message", message(sheet));
      tests(sheet, results.putArray("tests"));
    }
    return Map.of("results.json", FormatJson.indented(results));
  }

  private static String whyNot(Sheet sheet) {
    return sheet.isUngraded()
        ? "The grader failed, not you: nothing was deducted. Submit again."
        : "Nothing of this is graded by a machine.";
  }

  private static BigDecimal score(Sheet sheet) {
    return sheet
        .points()
        .min(sheet.max())
        .number()
        .divide(sheet.max().number(), DECIMALS, RoundingMode.HALF_UP);
  }

  private static String message(Sheet sheet) {
    return sheet.isNotGradable()
        ? "The submission could not be graded: " + Excerpt.of(sheet.whyNotGradable(), TEXT)
        : sheet.summary();
  }

  /** PrairieLearn shows points only if all tests have them: what has none is worth zero of zero. */
  private static void tests(Sheet sheet, ArrayNode tests) {
    for (Row row : sheet.rows()) {
      tests
          .addObject()
          .put("name", row.name())
          .put("description", description(row))
          .put("points", row.points().number())
          .put("max_points", (row.state().counts() ? row.max() : Points.ZERO).number())
          .put("message", row.state() == RowState.PASSED ? "" : row.score())
          .put("output", Excerpt.of(row.said().orElse(""), TEXT));
    }
  }

  private static String description(Row row) {
    return row.hint().map(hint -> Excerpt.of(hint, TEXT)).orElse("");
  }
}
