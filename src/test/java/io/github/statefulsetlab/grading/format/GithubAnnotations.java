package io.github.statefulsetlab.grading.format;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failures that cost most, as workflow commands of GitHub Actions with the template's file and
 * line. GitHub shows ten errors of a step and drops the others without a word, so the tenth says
 * how many more there are.
 *
 * @param chart the chart's folder, relative to the repository; empty for its root
 */
record GithubAnnotations(String chart) {

  private static final int SHOWN = 10;
  private static final int TEXT = 1000;

  /** A failed row, and of which submission. */
  private record Failure(Sheet sheet, Row row) {}

  String write(List<Sheet> sheets) {
    List<Failure> failures = failures(sheets);
    Stream<String> lines =
        failures.size() <= SHOWN
            ? failures.stream().map(this::line)
            : Stream.concat(
                failures.stream().limit(SHOWN - 1).map(this::line),
                Stream.of(more(failures.size() - SHOWN + 1)));
    return Stream.concat(lines, faults(sheets).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<Failure> failures(List<Sheet> sheets) {
    return sheets.stream()
        .flatMap(sheet -> sheet.rows().stream().map(row -> new Failure(sheet, row)))
        .filter(failure -> failure.row().state().isFailure())
        .sorted(Comparator.comparing((Failure failure) -> failure.row().lost()).reversed())
        .toList();
  }

  private String line(Failure failure) {
    Row row = failure.row();
    String place =
        TemplateLine.of(row)
            .map(at -> "file=" + property(path(at.file())) + line(at) + ",")
            .orElse("");
    String title = "%s: %s".formatted(failure.sheet().id(), row.title());
    String message =
        Stream.of(Optional.of(row.score()), row.said(), row.hint())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    return "::error %stitle=%s::%s"
        .formatted(place, property(title), data(Excerpt.of(message, TEXT)));
  }

  private static String line(TemplateLine at) {
    return at.line().map(line -> ",line=" + line).orElse("");
  }

  private String path(String file) {
    return chart.isEmpty() ? file : chart + "/" + file;
  }

  private static String more(int count) {
    return "::error title=statefulset-lab::%s more failures are in the summary.".formatted(count);
  }

  private static List<String> faults(List<Sheet> sheets) {
    return sheets.stream().anyMatch(Sheet::isUngraded)
        ? List.of(
            "::warning title=statefulset-lab::Some points were not decided on, since a promise was not checked or the grader failed; none were deducted for that.")
        : List.of();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
