package io.github.statefulsetlab.grading.format.reader;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Moodle and Canvas read a grade book.
 *
 * @see <a
 *     href="https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/locallib.php">Moodle,
 *     process_import_grades</a>
 * @see <a
 *     href="https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb">Canvas,
 *     GradebookImporter</a>
 */
public final class GradebookImporters {

  private static final Pattern TITLE_AND_ID = Pattern.compile("(.*)\\s\\((\\d+)\\)");

  private GradebookImporters() {}

  /** Moodle's words in the site's language. */
  public record Language(String id, String grade, String modified, String participant) {}

  /**
   * The grades that Moodle takes, by the number of the participant; empty if it refuses the file.
   */
  public static Optional<Map<String, Double>> moodle(byte[] file, Language site, double maximum)
      throws IOException {
    List<List<String>> lines = read(file, ',');
    List<String> header = lines.get(0);
    int id = header.indexOf(site.id());
    int grade = header.indexOf(site.grade());
    if (id < 0 || grade < 0 || !header.contains(site.modified())) {
      return Optional.empty();
    }
    Map<String, Double> grades = new TreeMap<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      String number = line.get(id).substring(site.participant().length());
      String value = line.get(grade).replace(',', '.');
      if (!value.isEmpty() && Double.parseDouble(value) <= maximum) {
        grades.put(number, Double.parseDouble(value));
      }
    }
    return Optional.of(grades);
  }

  /**
   * What Canvas would set: by Canvas id of the student, then by id of the assignment. An empty cell
   * deletes a score.
   *
   * @throws IllegalArgumentException if the header row is invalid
   */
  public static Map<String, Map<String, String>> canvas(byte[] file) throws IOException {
    List<List<String>> lines = read(file, separator(new String(file, "UTF-8")));
    List<String> header = lines.get(0);
    int section = header.indexOf("Section");
    if (!header.get(0).contains("Student") || !header.get(1).contains("ID") || section < 0) {
      throw new IllegalArgumentException("Invalid header row");
    }
    Map<String, Map<String, String>> changes = new TreeMap<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.get(0).contains("Points Possible") || line.stream().allMatch(String::isBlank)) {
        continue;
      }
      Map<String, String> scores = changes.computeIfAbsent(line.get(1), id -> new TreeMap<>());
      for (int column = section + 1; column < header.size(); column++) {
        Matcher assignment = TITLE_AND_ID.matcher(header.get(column));
        if (assignment.matches()) {
          scores.put(assignment.group(2), period(line.get(column).strip()));
        }
      }
    }
    return changes;
  }

  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    return header.split(";").length > header.split(",").length ? ';' : ',';
  }

  private static String period(String field) {
    return field.matches("-?[0-9.,]+%?") ? field.replace(',', '.') : field;
  }

  private static List<List<String>> read(byte[] file, char separator) throws IOException {
    return CsvMapper.builder()
        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
        .build()
        .readerFor(new TypeReference<List<String>>() {})
        .with(CsvSchema.emptySchema().withColumnSeparator(separator))
        .<List<String>>readValues(file)
        .readAll();
  }
}
