package io.github.statefulsetlab.grading.format.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Classroom 50's runner checks before it publishes a result, and what it makes of it.
 *
 * @see <a
 *     href="https://github.com/foundation50/classroom50/blob/main/cli/gh-teacher/skeleton/dotgithub/scripts/runner.py">runner.py,
 *     validate_result</a>
 */
public final class Classroom50Runner {

  private final Map<String, String> environment;

  /** A runner with these variables. */
  public Classroom50Runner(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Why the result is refused; empty if it is taken. */
  public List<String> refuses(JsonNode result) {
    List<String> reasons = new ArrayList<>();
    check(reasons, "schema", result.path("schema").asText().equals("classroom50/result/v1"));
    check(reasons, "classroom", is(result, "classroom", "CLASSROOM"));
    check(reasons, "assignment", is(result, "assignment", "ASSIGNMENT"));
    check(reasons, "owner", isText(result.path("owner")));
    check(
        reasons,
        "owner is another",
        result.path("owner").asText().equalsIgnoreCase(environment.get("OWNER")));
    check(
        reasons,
        "assignment_type",
        result
            .path("assignment_type")
            .asText()
            .equals(environment.getOrDefault("ASSIGNMENT_TYPE", "individual")));
    check(reasons, "submission", result.path("submission").asText().startsWith("submit/"));
    Stream.of("commit", "release", "review", "datetime")
        .forEach(field -> check(reasons, field, isText(result.path(field))));
    check(reasons, "score", isScore(result.path("score"), result.path("max-score")));
    check(reasons, "tests", result.path("tests").isArray());
    result.path("tests").forEach(test -> checkTest(reasons, test));
    return reasons;
  }

  private static void checkTest(List<String> reasons, JsonNode test) {
    check(reasons, "test-name", isText(test.path("test-name")));
    check(reasons, "passed", test.path("passed").isBoolean());
    check(reasons, "score of a test", isScore(test.path("score"), test.path("max-score")));
  }

  private boolean is(JsonNode result, String field, String variable) {
    return result.path(field).asText().equals(environment.get(variable));
  }

  private static boolean isText(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty();
  }

  private static boolean isScore(JsonNode score, JsonNode max) {
    return score.isIntegralNumber()
        && max.isIntegralNumber()
        && score.asLong() >= 0
        && score.asLong() <= max.asLong();
  }

  private static void check(List<String> reasons, String what, boolean good) {
    if (!good) {
      reasons.add(what);
    }
  }

  /** The commit status where the autograder gives none: a result without tests is a success. */
  public static String status(JsonNode result) {
    for (JsonNode test : result.path("tests")) {
      if (!test.path("passed").asBoolean()) {
        return "failure";
      }
    }
    return "success";
  }
}
