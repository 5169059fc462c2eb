package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.format.CsvCells.Cell;
import io.github.statefulsetlab.grading.rubric.Rubric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
   * @param notes of how its columns were found
   */
  record Filled(
      byte[] content,
      List<String> graded,
      List<String> kept,
      List<String> ungraded,
      List<String> missing,
      List<String> notes) {}

  /** What Canvas has where a student is excused from the work, or was never given it. */
  private static final Set<String> NOT_ASKED = Set.of("EX", "N/A");

  private final CsvCells csv;
  private final GradebookTable table;
  private final GradebookSystem system;
  private final GradebookColumns columns;
  private final Map<Cell, String> replaced = new HashMap<>();
  private final Map<List<Cell>, String> taken = new HashMap<>();

  private Gradebook(
      CsvCells csv, GradebookTable table, GradebookSystem system, GradebookColumns columns) {
    this.csv = csv;
    this.table = table;
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
    Set<String> titles =
        sheets.stream()
            .flatMap(sheet -> sheet.rubric().stream())
            .flatMap(rubric -> Stream.of(rubric.id(), rubric.title()))
            .collect(Collectors.toSet());
    return of(content, asked, titles).fill(sheets);
  }

  /**
   * Refuses, before anything is graded, what can't be filled in.
   *
   * @param rubric that points are given by
   * @throws FormatException if the file is none of these, has no lines to fill in or several for
   *     one person, or another full mark than the rubric
   */
  static void check(byte[] content, Map<String, String> asked, Optional<Rubric> rubric) {
    Set<String> titles =
        rubric.stream().flatMap(of -> Stream.of(of.id(), of.title())).collect(Collectors.toSet());
    Gradebook book = of(content, asked, titles);
    if (book.table.people().isEmpty()) {
      throw new FormatException(
          "The grade book has a header only, and a line for each student is needed. Download it again.");
    }
    book.requireDistinctLines();
    book.people().forEach(book::requireCells);
    rubric.ifPresent(of -> book.requireSameMaximum(book.table.people(), of.maxPoints()));
  }

  private static Gradebook of(byte[] content, Map<String, String> asked, Set<String> titles) {
    CsvCells csv = CsvCells.of(content);
    GradebookTable table = GradebookTable.of(csv);
    for (GradebookSystem system : SYSTEMS) {
      Optional<GradebookColumns> columns = system.columns(table, asked, titles);
      if (columns.isPresent()) {
        columns.get().requireUnique(table.header());
        return new Gradebook(csv, table, system, columns.get());
      }
    }
    throw unknown(table.header());
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
    return new Filled(csv.with(replaced), graded, kept, ungraded, missing, columns.notes());
  }

  /** Which of two lines about one person is meant can't be told. */
  private void requireDistinctLines() {
    for (int id : columns.ids()) {
      Map<String, Cell> seen = new HashMap<>();
      for (List<Cell> line : people().toList()) {
        Cell cell = line.size() > id ? line.get(id) : line.get(0);
        String who = cell.text().strip();
        Cell other = who.isEmpty() ? null : seen.putIfAbsent(who, cell);
        if (other != null) {
          throw new FormatException(
              "The lines %d and %d of the grade book are both about \"%s\" (%s). Remove one of them."
                  .formatted(
                      csv.lineOf(other),
                      csv.lineOf(cell),
                      Excerpt.of(who, SHORT),
                      table.header().get(id)));
        }
      }
    }
  }

  private Optional<List<Cell>> line(String submission) {
    String key = system.key(submission);
    List<List<Cell>> lines =
        columns.ids().stream()
            .flatMap(id -> people().filter(line -> line.size() > id && isAbout(line.get(id), key)))
            .distinct()
            .toList();
    if (lines.size() > 1) {
      throw new FormatException(
          "The lines %d and %d of the grade book could both be about the submission %s. Say which column has its id: --gradebook-columns \"id=COLUMN\"."
              .formatted(
                  csv.lineOf(lines.get(0).get(0)), csv.lineOf(lines.get(1).get(0)), submission));
    }
    lines.stream()
        .map(line -> taken.putIfAbsent(line, submission))
        .flatMap(Stream::ofNullable)
        .forEach(
            other -> {
              throw new FormatException(
                  "The submissions %s and %s are about the same line of the grade book. Grade only one of them."
                      .formatted(other, submission));
            });
    return lines.stream().findFirst();
  }

  private boolean isAbout(Cell cell, String key) {
    return !cell.text().isBlank() && system.isAbout(cell.text(), key);
  }

  /** What a person has decided of the whole line stands. */
  private boolean isKept(List<Cell> line) {
    return NOT_ASKED.contains(cell(line, columns.grade()).text().strip().toUpperCase(Locale.ROOT))
        || columns
            .changeable()
            .filter(place -> system.isLocked(cell(line, place).text()))
            .isPresent();
  }

  /** The lines about people: not what Canvas writes below its header. */
  private Stream<List<Cell>> people() {
    return table.people().stream()
        .filter(line -> !isPointsPossible(line))
        .filter(line -> columns.ids().stream().anyMatch(id -> isFilled(line, id)));
  }

  private static boolean isPointsPossible(List<Cell> line) {
    return line.get(0).text().contains("Points Possible");
  }

  private static boolean isFilled(List<Cell> line, int place) {
    return line.size() > place && !line.get(place).text().isBlank();
  }

  private void fill(List<Cell> line, Sheet sheet) {
    requireCells(line);
    requireSameMaximum(List.of(line), sheet.fullMark());
    replaced.put(cell(line, columns.grade()), number(system.grade(sheet)));
    columns
        .feedback()
        .ifPresent(place -> replaced.put(cell(line, place), system.comment(comment(sheet))));
  }

  /** A line with too many cells or too few would have the points in somebody else's column. */
  private void requireCells(List<Cell> line) {
    cell(line, columns.grade());
    long last =
        IntStream.range(0, line.size()).filter(place -> isFilled(line, place)).max().orElse(0);
    if (last >= table.header().size()) {
      throw new FormatException(
          "Line %d of the grade book has %d cells, and the header has %d. Is a quotation mark missing? Download the grade book again."
              .formatted(csv.lineOf(line.get(0)), last + 1, table.header().size()));
    }
  }

  private Cell cell(List<Cell> line, int place) {
    if (line.size() <= place) {
      throw new FormatException(
          "Line %d of the grade book has %d cells, and the column \"%s\" is cell %d. Download the grade book again."
              .formatted(
                  csv.lineOf(line.get(0)),
                  line.size(),
                  Excerpt.of(table.header().get(place), SHORT),
                  place + 1));
    }
    return line.get(place);
  }

  /** Points of another scale would be wrong grades that look right. */
  private void requireSameMaximum(List<List<Cell>> lines, Points full) {
    Stream<String> possible =
        Stream.concat(
            columns.maximum().stream()
                .flatMap(place -> lines.stream().map(line -> cell(line, place).text())),
            table.people().stream()
                .filter(Gradebook::isPointsPossible)
                .map(line -> cell(line, columns.grade()).text()));
    List<String> marks = possible.map(String::strip).filter(text -> !text.isEmpty()).toList();
    marks.stream()
        .filter(text -> points(text).isEmpty())
        .findFirst()
        .ifPresent(
            text -> {
              throw new FormatException(
                  "The full mark in the grade book is \"%s\", which is not a number: points can't be filled in where a scale is used, or where the column can only be read."
                      .formatted(Excerpt.of(text, SHORT)));
            });
    marks.stream()
        .flatMap(text -> points(text).stream())
        .filter(maximum -> !maximum.equals(full))
        .findFirst()
        .ifPresent(
            maximum -> {
              throw new FormatException(
                  "The full mark is %s in the grade book and %s in the rubric. Set both to the same number."
                      .formatted(maximum, full));
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
            .flatMap(place -> table.column(place).stream())
            .anyMatch(cell -> cell.matches("\\d+,\\d+"));
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
