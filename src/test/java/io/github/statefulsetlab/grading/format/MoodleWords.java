package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Moodle calls the columns of its grading worksheet in one language.
 *
 * @param id who a line is about
 * @param maximum the full mark, beside each grade
 * @param changeable whether a line is locked, which {@code no} says
 * @param modified when the grade was changed; without it Moodle refuses the file
 * @param feedback the comment for the student
 */
record MoodleWords(
    String id,
    String grade,
    String maximum,
    String changeable,
    String modified,
    String feedback,
    String yes,
    String no) {

  private static final String FILE = "/gradebook/moodle.csv";

  private static final List<MoodleWords> ALL = read();

  private static List<MoodleWords> read() {
    ObjectReader lines =
        new CsvMapper().readerFor(Map.class).with(CsvSchema.emptySchema().withHeader());
    try (InputStream file =
        Objects.requireNonNull(MoodleWords.class.getResourceAsStream(FILE), FILE)) {
      return lines.<Map<String, String>>readValues(file).readAll().stream()
          .map(MoodleWords::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + FILE + ".", e);
    }
  }

  private static MoodleWords of(Map<String, String> line) {
    Function<String, String> cell = name -> Objects.requireNonNull(line.get(name), name);
    return new MoodleWords(
        cell.apply("id"),
        cell.apply("grade"),
        cell.apply("maximum"),
        cell.apply("changeable"),
        cell.apply("modified"),
        cell.apply("feedback"),
        cell.apply("yes"),
        cell.apply("no"));
  }

  /** The words of the language in which this is the header of a worksheet. */
  static Optional<MoodleWords> of(List<String> header) {
    return ALL.stream()
        .filter(words -> words.isIn(header, words.id) && words.isIn(header, words.grade))
        .filter(words -> words.isIn(header, words.modified))
        .findFirst();
  }

  private boolean isIn(List<String> header, String word) {
    return place(header, word).isPresent();
  }

  /** The first place in the header that has this word in one of the languages. */
  static Optional<Integer> place(List<String> header, Function<MoodleWords, String> word) {
    return ALL.stream().map(word).flatMap(name -> place(header, name).stream()).findFirst();
  }

  static Optional<Integer> place(List<String> header, String word) {
    return header.stream().filter(name -> isSame(name, word)).findFirst().map(header::indexOf);
  }

  static boolean isYes(String cell) {
    return ALL.stream().anyMatch(words -> isSame(cell, words.yes));
  }

  static boolean isNo(String cell) {
    return ALL.stream().anyMatch(words -> isSame(cell, words.no));
  }

  /** Versions of Moodle differ in capital letters. */
  private static boolean isSame(String text, String word) {
    return !word.isEmpty()
        && text.strip().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT));
  }
}
