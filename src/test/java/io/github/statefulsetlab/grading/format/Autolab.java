package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.statefulsetlab.grading.Points;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two last lines of what an autograder of Autolab prints: formatted feedback, then the score of
 * each problem; a task is a problem. A task that met a fault of the grader is left out, for Autolab
 * has no way to say "not graded".
 *
 * @see <a href="https://docs.autolabproject.com/lab/">Guide for lab authors</a>
 */
record Autolab() implements SheetFormat {

  private static final int TEXT = 1000;

  /** Autolab puts quotes around a word before a colon, wherever that is on the line. */
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[:\\p{Cntrl}\"\\\\]+");

  @Override
  public Map<String, String> files(Sheet sheet) {
    Map<String, List<Row>> problems = problems(sheet);
    return problems.isEmpty() || !sheet.run().complete()
        ? Map.of()
        : Map.of("autolab.txt", feedback(problems) + "\n" + scores(problems) + "\n");
  }

  private static Map<String, List<Row>> problems(Sheet sheet) {
    Map<String, List<Row>> problems =
        sheet.rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> problem(row.task()), LinkedHashMap::new, Collectors.toList()));
    problems.values().removeIf(Autolab::isUndecided);
    return problems;
  }

  private static boolean isUndecided(List<Row> rows) {
    return rows.stream().anyMatch(row -> row.state() == RowState.FAULT)
        || rows.stream().noneMatch(row -> row.state().counts());
  }

  /** The name that the problem must have in Autolab: the task's title without colons and quotes. */
  static String problem(String task) {
    return NOT_IN_NAMES.matcher(task).replaceAll(" ").replaceAll(" +", " ").strip();
  }

  private static String scores(Map<String, List<Row>> problems) {
    ObjectNode result = FormatJson.object();
    ObjectNode scores = result.putObject("scores");
    problems.forEach(
        (problem, rows) ->
            scores.put(problem, Points.sum(rows.stream().map(Row::points).toList()).number()));
    return FormatJson.line(result);
  }

  private static String feedback(Map<String, List<Row>> problems) {
    ObjectNode feedback = FormatJson.object().put("_presentation", "semantic");
    ArrayNode stages = feedback.putArray("stages");
    problems.forEach(
        (problem, rows) -> {
          stages.add(problem);
          ObjectNode stage = feedback.putObject(problem);
          rows.stream()
              .filter(row -> row.state().counts())
              .forEach(row -> check(row, stage.putObject(problem(row.name()))));
        });
    return FormatJson.line(feedback);
  }

  private static void check(Row row, ObjectNode check) {
    check.put("passed", row.state() == RowState.PASSED);
    if (row.state().isFailure()) {
      check.put("hint", Excerpt.of(row.hint().or(row::said).orElse(row.score()), TEXT));
    }
  }
}
