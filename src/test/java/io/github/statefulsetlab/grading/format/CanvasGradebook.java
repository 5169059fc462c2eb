package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A grade book that was exported from Canvas: a column {@code Title (123)} for each assignment. Of
 * several, the one whose title has the rubric's id or title is meant. Lines of others stay as they
 * are: an emptied cell would delete a score.
 *
 * @see <a
 *     href="https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb">The
 *     importer</a>
 */
record CanvasGradebook() implements GradebookSystem {

  private static final Pattern ASSIGNMENT = Pattern.compile("(.*)\\s\\(\\d+\\)");
  private static final Pattern DOWNLOAD = Pattern.compile("^[^_]+(?:_LATE)?_(\\d+)_\\d+_");

  private static boolean isHeader(List<String> header) {
    return header.size() > 3
        && (header.get(0).contains("Student") || header.get(0).contains("LastName"))
        && header.contains("ID");
  }

  @Override
  public Optional<GradebookColumns> columns(
      GradebookTable table, Map<String, String> asked, Set<String> titles) {
    List<String> header = table.header();
    if (!isHeader(header)) {
      return Optional.empty();
    }
    List<Integer> ids =
        GradebookColumns.asked(asked, "id", header)
            .map(List::of)
            .orElseGet(
                () ->
                    Stream.of("ID", "SIS User ID", "SIS Login ID")
                        .map(header::indexOf)
                        .filter(place -> place >= 0)
                        .toList());
    int grade =
        GradebookColumns.asked(asked, "grade", header).orElseGet(() -> assignment(header, titles));
    return Optional.of(
        new GradebookColumns(
            ids, grade, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
  }

  private static int assignment(List<String> header, Set<String> titles) {
    List<Integer> all =
        IntStream.range(0, header.size())
            .boxed()
            .filter(place -> ASSIGNMENT.matcher(header.get(place)).matches())
            .toList();
    List<Integer> meant =
        all.size() == 1
            ? all
            : all.stream().filter(place -> hasOneOf(titles, header.get(place))).toList();
    if (meant.size() != 1) {
      throw new FormatException(
          "Which column of the grade book is the assignment? Say it with --gradebook-columns \"grade=COLUMN\"; there are: %s."
              .formatted(String.join(", ", all.stream().map(header::get).toList())));
    }
    return meant.get(0);
  }

  private static boolean hasOneOf(Set<String> titles, String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    return titles.stream().anyMatch(title -> lower.contains(title.toLowerCase(Locale.ROOT)));
  }

  @Override
  public String key(String submission) {
    Matcher download = DOWNLOAD.matcher(submission);
    return download.find() ? download.group(1) : submission;
  }

  @Override
  public boolean isAbout(String cell, String key) {
    return cell.strip().equals(key);
  }

  /** Nothing says so. */
  @Override
  public boolean isLocked(String cell) {
    return false;
  }

  @Override
  public Points grade(Sheet sheet) {
    return sheet.points();
  }

  @Override
  public String comment(String text) {
    return text;
  }
}
