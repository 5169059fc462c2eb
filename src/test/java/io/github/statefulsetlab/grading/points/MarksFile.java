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
import io.github.statefulsetlab.support.TextFile;
import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code marks.csv}: the points that people gave, with the columns submission, item, points,
 * comment and by. An item is a row of the rubric, a criterion that stands behind one row only, or
 * {@code cap} for the whole grade.
 */
public final class MarksFile {

  /** Its name in the folder of the reports. */
  public static final String NAME = "marks.csv";

  private static final List<String> COLUMNS =
      List.of("submission", "item", "points", "comment", "by");

  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Map<String, List<Mark>> bySubmission = new TreeMap<>();
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

  /** The submissions that have marks. */
  public Set<String> submissions() {
    return bySubmission.keySet();
  }

  private void read(Path file) {
    CsvMapper csv =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    CsvSchema schema = CsvSchema.builder().addColumns(COLUMNS, CsvSchema.ColumnType.STRING).build();
    try (MappingIterator<Map<String, String>> lines =
        csv.readerFor(Map.class)
            .with(schema.withHeader().withColumnReordering(true))
            .readValues(text(file))) {
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
  private static String text(Path file) {
    String text = TextFile.read(file, NAME, MOST_BYTES);
    String first = text.lines().findFirst().orElse("").replace("\"", "");
    if (!Arrays.stream(first.split(",")).map(String::strip).toList().containsAll(COLUMNS)) {
      throw new RubricException(
          "%s:1: the columns are missing. The first line must be %s, separated by commas."
              .formatted(NAME, String.join(",", COLUMNS)));
    }
    return text;
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
    throw new IllegalArgumentException(
        "item: the rubric %s has no row \"%s\". Use one of %s, or cap."
            .formatted(rubric.id(), named, rubric.items().map(Item::id).toList()));
  }

  private Points points(String text, String item) {
    if (!text.matches("[0-9]{1,7}([.][0-9]{1,2})?")) {
      throw new IllegalArgumentException(
          "points: \"%s\" is not a number of points. Write one such as 1.5.".formatted(text));
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
