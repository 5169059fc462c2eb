package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.format.CsvCells.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills in a grade book that a teacher downloaded from Moodle or Canvas. Only cells of submissions
 * that have a grade change; a fault of the grader leaves its line as it was.
 */
final class Gradebook {

  private static final List<GradebookSystem> SYSTEMS =
      List.of(new CanvasGradebook(), new MoodleWorksheet());

  private static final int COMMENT = 2000;
  private static final int SHORT = 100;

  /**
   * A grade book with grades in it.
   *
   * @param graded submissions whose cells were filled in
   * @param kept submissions whose line somebody has locked, or excused from the work
   * @param ungraded submissions without a grade, which keep their lines as they were
   * @param missing submissions that no line is about
   */
  record Filled(
      byte[] content,
      List<String> graded,
      List<String> kept,
      List<String> ungraded,
      List<String> missing) {}

  private static final String EXCUSED = "EX";
  private static final String LOCKED = "No";

  private final CsvCells csv;
  private final GradebookSystem system;
  private final GradebookColumns columns;
  private final Map<Cell, String> replaced = new HashMap<>();
  private final Map<List<Cell>, String> taken = new HashMap<>();

  private Gradebook(CsvCells csv, GradebookSystem system, GradebookColumns columns) {
    this.csv = csv;
    this.system = system;
    this.columns = columns;
  }

  /**
   * Fills in the file.
   *
   * @param asked columns by name, where they can't be found
   * @throws FormatException if the file is none of these, or its full mark is another
   */
  static Filled fill(byte[] content, Map<String, String> asked, List<Sheet> sheets) {
    CsvCells csv = CsvCells.of(content);
    List<String> header =
        csv.lines().stream()
            .findFirst()
            .map(line -> line.stream().map(cell -> cell.text().strip()).toList())
            .orElse(List.of());
    Set<String> titles =
        sheets.stream()
            .flatMap(sheet -> sheet.rubric().stream())
            .flatMap(rubric -> Stream.of(rubric.id(), rubric.title()))
            .collect(Collectors.toSet());
    for (GradebookSystem system : SYSTEMS) {
      Optional<GradebookColumns> columns = system.columns(header, asked, titles);
      if (columns.isPresent()) {
        return new Gradebook(csv, system, columns.get()).fill(sheets);
      }
    }
    throw unknown(header);
  }

  /**
   * Refuses, before anything is graded, what can't be filled in.
   *
   * @throws FormatException if the file is none of these, or has no lines to fill in
   */
  static void check(byte[] content, Map<String, String> asked) {
    CsvCells csv = CsvCells.of(content);
    if (csv.lines().size() < 2) {
      throw new FormatException(
          "The grade book has %d lines: a header and a line for each student are needed. Download it again."
              .formatted(csv.lines().size()));
    }
    List<String> header = csv.lines().get(0).stream().map(cell -> cell.text().strip()).toList();
    GradebookColumns.requireThere(asked, header);
    if (SYSTEMS.stream().noneMatch(system -> system.isHeader(header, asked))) {
      throw unknown(header);
    }
  }

  private static FormatException unknown(List<String> header) {
    String columns = String.join(", ", header);
    return new FormatException(
        "The grade book is neither a grading worksheet of Moodle nor an export of Canvas. If its language is not known here, name the columns: --gradebook-columns \"id=…,grade=…,feedback=…\". Its columns are: %s."
            .formatted(OutputSanitizer.text(Excerpt.of(columns, COMMENT))));
  }

  private Filled fill(List<Sheet> sheets) {
    List<String> graded = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> ungraded = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Sheet sheet : sheets) {
      Optional<List<Cell>> line = line(sheet.id());
      if (line.isEmpty()) {
        missing.add(sheet.id());
      } else if (sheet.isUngraded()) {
        ungraded.add(sheet.id());
      } else if (isKept(line.get())) {
        kept.add(sheet.id());
      } else {
        fill(line.get(), sheet);
        graded.add(sheet.id());
      }
    }
    return new Filled(csv.with(replaced), graded, kept, ungraded, missing);
  }

  private Optional<List<Cell>> line(String submission) {
    String key = system.key(submission);
    Optional<List<Cell>> line =
        columns.ids().stream()
            .flatMap(
                id ->
                    people()
                        .filter(cells -> cells.size() > id)
                        .filter(cells -> system.isAbout(cells.get(id).text(), key)))
            .findFirst();
    line.map(cells -> taken.putIfAbsent(cells, submission))
        .ifPresent(
            other -> {
              throw new FormatException(
                  "The submissions %s and %s are about the same line of the grade book. Grade only one of them."
                      .formatted(other, submission));
            });
    return line;
  }

  /** What a person has decided of the whole line stands. */
  private boolean isKept(List<Cell> line) {
    return is(EXCUSED, cell(line, columns.grade()))
        || columns.changeable().filter(place -> is(LOCKED, cell(line, place))).isPresent();
  }

  private static boolean is(String word, Cell cell) {
    return cell.text().strip().equalsIgnoreCase(word);
  }

  private Stream<List<Cell>> people() {
    return csv.lines().stream().skip(1);
  }

  private void fill(List<Cell> line, Sheet sheet) {
    requireSameMaximum(line, sheet);
    replaced.put(cell(line, columns.grade()), number(system.grade(sheet)));
    columns
        .feedback()
        .ifPresent(place -> replaced.put(cell(line, place), system.comment(comment(sheet))));
  }

  private static Cell cell(List<Cell> line, int place) {
    if (line.size() <= place) {
      throw new FormatException(
          "The line of %s in the grade book has %d cells, and cell %d is needed. Download the grade book again."
              .formatted(line.get(0).text(), line.size(), place + 1));
    }
    return line.get(place);
  }

  /** Points of another scale would be wrong grades that look right. */
  private void requireSameMaximum(List<Cell> line, Sheet sheet) {
    Stream<String> possible =
        Stream.concat(
            columns.maximum().stream().map(place -> cell(line, place).text()),
            people()
                .filter(cells -> cells.get(0).text().contains("Points Possible"))
                .filter(cells -> cells.size() > columns.grade())
                .map(cells -> cells.get(columns.grade()).text()));
    List<String> marks = possible.map(String::strip).filter(text -> !text.isEmpty()).toList();
    marks.stream()
        .filter(text -> points(text).isEmpty())
        .findFirst()
        .ifPresent(
            text -> {
              throw new FormatException(
                  "The full mark in the grade book is \"%s\", which is not a number: points can't be filled in where a scale is used."
                      .formatted(Excerpt.of(text, SHORT)));
            });
    marks.stream()
        .flatMap(text -> points(text).stream())
        .filter(maximum -> !maximum.equals(sheet.fullMark()))
        .findFirst()
        .ifPresent(
            maximum -> {
              throw new FormatException(
                  "The full mark is %s in the grade book and %s in the rubric. Set both to the same number."
                      .formatted(maximum, sheet.fullMark()));
            });
  }

  private static Optional<Points> points(String text) {
    String number = text.strip().replace(',', '.');
    return number.matches("\\d{1,9}(\\.\\d{1,2}0*)?")
        ? Optional.of(Points.of(number))
        : Optional.empty();
  }

  /** With a comma where the file's own numbers have one. */
  private String number(Points points) {
    boolean comma =
        Stream.concat(Stream.of(columns.grade()), columns.maximum().stream())
            .flatMap(place -> people().filter(line -> line.size() > place).map(l -> l.get(place)))
            .anyMatch(cell -> cell.text().strip().matches("\\d+,\\d+"));
    return comma ? points.toString().replace('.', ',') : points.toString();
  }

  private static String comment(Sheet all) {
    Sheet sheet = all.forStudent(false);
    Collection<String> lost =
        sheet.rows().stream()
            .filter(row -> row.state().isFailure())
            .map(row -> "%s (−%s)".formatted(row.title(), row.lost()))
            .toList();
    String why =
        all.isNotGradable()
            ? ". The submission could not be graded: " + sheet.whyNotGradable()
            : lost.isEmpty() ? "" : ". Lost: " + String.join("; ", lost);
    return Excerpt.of(all.summary() + why, COMMENT).replaceAll("\\s+", " ");
  }
}
