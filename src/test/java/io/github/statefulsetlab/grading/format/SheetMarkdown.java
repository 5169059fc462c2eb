package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Markdown;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A sheet as Markdown: what to change first, then a table for each task. */
final class SheetMarkdown {

  private SheetMarkdown() {}

  static String of(Sheet sheet) {
    StringBuilder text =
        new StringBuilder(
            "## %s: %s\n".formatted(Markdown.inert(sheet.id()), Markdown.inert(total(sheet))));
    sheet.rows().stream()
        .filter(row -> row.state().isFailure() || row.state() == RowState.FAULT)
        .sorted(Comparator.comparing(Row::lost).reversed())
        .forEach(row -> text.append(problem(row)));
    byTask(sheet).forEach((task, rows) -> text.append(table(task, rows)));
    return text.toString();
  }

  private static String total(Sheet sheet) {
    return sheet.isNotGradable() && !sheet.isUngraded()
        ? "0 points, the submission could not be graded"
        : sheet.summary();
  }

  private static Map<String, List<Row>> byTask(Sheet sheet) {
    return sheet.rows().stream()
        .collect(Collectors.groupingBy(Row::task, LinkedHashMap::new, Collectors.toList()));
  }

  private static String problem(Row row) {
    return "\n### %s `%s`: %s\n\n%s"
        .formatted(Markdown.inert(row.title()), row.id(), row.score(), explanation(row));
  }

  /** What was expected, what was seen instead and what to change; the score where there is none. */
  static String explanation(Row row) {
    StringBuilder text = new StringBuilder();
    row.reason().ifPresent(reason -> text.append(Markdown.inert(reason)).append("\n\n"));
    row.explained().stream()
        .filter(row::saysMore)
        .forEach(result -> text.append(comparison(result)));
    row.hint().ifPresent(hint -> text.append("Hint: %s\n".formatted(Markdown.inert(hint))));
    return text.isEmpty() ? Markdown.inert(row.score()) + "\n" : text.toString();
  }

  private static String comparison(Result result) {
    if (result.verdict() == Verdict.SKIPPED) {
      return "Why: %s\n\n".formatted(Markdown.inert(String.valueOf(result.seen())));
    }
    return "Expected: %s\n\nSeen:\n\n%s\n\n"
        .formatted(
            Markdown.inert(result.expected()), Markdown.block(String.valueOf(result.seen())));
  }

  private static String table(String task, List<Row> rows) {
    StringBuilder text =
        new StringBuilder(
            "\n### %s\n\n| | Criterion | Points |\n|---|---|---|\n"
                .formatted(Markdown.inert(task)));
    for (Row row : rows) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(word(row.state()), Markdown.inert(row.title()), row.score()));
    }
    return text.toString();
  }

  /** A word and not a colour or a picture, for people who see or hear neither. */
  private static String word(RowState state) {
    return switch (state) {
      case PASSED -> "kept";
      case FAILED -> "**broken**";
      case TIMED_OUT -> "**timed out**";
      case BLOCKED -> "**not reached**";
      case NOT_ASKED -> "not asked";
      case NOT_GRADABLE -> "**not gradable**";
      case FAULT -> "not graded";
      case OPEN -> "open";
    };
  }
}
