package io.github.statefulsetlab.grading.points;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvReadException;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.support.Nearest;
import io.github.statefulsetlab.support.TextFile;
import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code marks.csv}: the points that people gave, with the columns submission, item, points,
 * comment and by, separated by commas, semicolons or tabs, as spreadsheet programs have it. An item
 * is a row of the rubric, a criterion that stands behind one row only, or {@code cap} for the whole
 * grade.
 */
public final class MarksFile {

  /** Its name in the folder of the reports. */
  public static final String NAME = "marks.csv";

  private static final List<String> COLUMNS =
      List.of("submission", "item", "points", "comment", "by");

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  private final Map<String, List<Mark>> bySubmission = new TreeMap<>();
  private final Map<String, String> places = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Rubric rubric;

  private MarksFile(Rubric rubric) {
    this.rubric = rubric;
  }

  /**
   * Reads the file in a folder.
   *
   * @return no marks if there is no such file
   * @throws RubricException if lines can't be used; each is named with what to change
   */
  public static MarksFile in(Path folder, Rubric rubric) {
    MarksFile marks = new MarksFile(rubric);
    Path file = folder.resolve(NAME);
    if (Files.exists(file)) {
      marks.read(file);
    }
    if (!marks.problems.isEmpty()) {
      throw new RubricException(marks.problems);
    }
    return marks;
  }

  /** The marks of one submission. */
  public Marks of(String submission) {
    return new Marks(bySubmission.getOrDefault(submission, List.of()));
  }

  /**
   * Refuses marks for submissions that there are not.
   *
   * @throws RubricException with the line of each
   */
  public void requireAmong(Collection<String> submissions) {
    List<String> unknown =
        places.entrySet().stream()
            .filter(line -> !submissions.contains(line.getKey()))
            .map(
                line ->
                    "%ssubmission: the grade has no \"%s\". %sCorrect or remove the line."
                        .formatted(
                            line.getValue(),
                            line.getKey(),
                            Nearest.question(line.getKey(), submissions)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new RubricException(unknown);
    }
  }

  private void read(Path file) {
    CsvMapper csv =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    CsvSchema schema = CsvSchema.builder().addColumns(COLUMNS, CsvSchema.ColumnType.STRING).build();
    try (MappingIterator<Map<String, String>> lines = lines(csv, schema, file)) {
      while (lines.hasNextValue()) {
        line("%s:%d: ".formatted(NAME, lines.getCurrentLocation().getLineNr()), lines.nextValue());
      }
    } catch (JsonProcessingException e) {
      problems.add(unreadable(e));
    } catch (NotTextException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problems.add("%s can't be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static MappingIterator<Map<String, String>> lines(
      CsvMapper csv, CsvSchema schema, Path file) throws IOException {
    String text = TextFile.read(file, NAME, MOST_BYTES);
    return csv.readerFor(Map.class)
        .with(schema.withHeader().withColumnReordering(true).withColumnSeparator(separator(text)))
        .readValues(text);
  }

  /** A stray quote or a cell too many makes all that follows unsure. */
  private static String unreadable(JsonProcessingException e) {
    String why =
        e instanceof CsvReadException
            ? "there are more cells than columns"
            : "a quotation mark is missing, or is one too many";
    return "%s:%d: %s. Correct the line; a cell with a comma or a quotation mark is written \"like \"\"this\"\"\"."
        .formatted(NAME, e.getLocation().getLineNr(), why);
  }

  /** A file of one line has no marks to miss its columns: look at the first line by itself. */
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("").replace("\"", "");
    return SEPARATORS.stream()
        .filter(separator -> columns(first, separator).containsAll(COLUMNS))
        .findFirst()
        .orElseThrow(
            () ->
                new RubricException(
                    "%s:1: the columns are missing. The first line must be %s, separated by commas, semicolons or tabs."
                        .formatted(NAME, String.join(",", COLUMNS))));
  }

  private static List<String> columns(String line, char separator) {
    return Arrays.stream(line.split(String.valueOf(separator))).map(String::strip).toList();
  }

  private void line(String place, Map<String, String> cells) {
    try {
      String submission = cell(cells, "submission");
      String item = item(cell(cells, "item"));
      Points points = points(cell(cells, "points"), item);
      Mark mark =
          new Mark(
              item,
              points,
              OutputSanitizer.text(cells.getOrDefault("comment", "")),
              OutputSanitizer.text(cell(cells, "by")),
              null);
      bySubmission.computeIfAbsent(submission, id -> new ArrayList<>()).add(mark);
      places.putIfAbsent(submission, place);
    } catch (IllegalArgumentException e) {
      problems.add(place + e.getMessage());
    }
  }

  private static String cell(Map<String, String> cells, String name) {
    String text = cells.get(name);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the cell \"" + name + "\" is empty. Fill it in.");
    }
    return text;
  }

  private String item(String named) {
    if (named.equals(Marks.CAP) || rubric.items().anyMatch(row -> row.id().equals(named))) {
      return named;
    }
    List<String> rows =
        rubric
            .items()
            .filter(row -> row.judgement().criteria().map(OfCriterion::id).anyMatch(named::equals))
            .map(Item::id)
            .toList();
    if (rows.size() == 1) {
      return rows.get(0);
    }
    if (rows.size() > 1) {
      throw new IllegalArgumentException(
          "item: \"%s\" stands behind several rows of the rubric %s. Use one of %s."
              .formatted(named, rubric.id(), String.join(", ", rows)));
    }
    List<String> known = rubric.items().map(Item::id).toList();
    throw new IllegalArgumentException(
        "item: the rubric %s has no row \"%s\". %sUse one of %s, or cap."
            .formatted(
                rubric.id(), named, Nearest.question(named, known), String.join(", ", known)));
  }

  private Points points(String written, String item) {
    String text = written.replace(',', '.');
    if (!text.matches("[0-9]{1,7}([.][0-9]{1,2})?")) {
      throw new IllegalArgumentException(
          "points: \"%s\" is not a number of points. Write one such as 1.5.".formatted(written));
    }
    Points points = Points.of(text);
    rubric
        .items()
        .filter(row -> row.id().equals(item) && row.points().compareTo(points) < 0)
        .findFirst()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "points: %s points are more than the %s of row %s. Lower them.",
                      points,
                      row.points(),
                      item));
            });
    return points;
  }
}
