package io.github.statefulsetlab.grading.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which columns of a grade book matter, counted from 0.
 *
 * @param ids that tell who a line is about, the surest first
 * @param grade the only one that must be filled in
 * @param feedback where there is room for a comment
 * @param maximum the full mark as each line has it
 * @param changeable whether somebody has locked the line, which it then denies
 * @param notes what the teacher is told of how they were found
 */
record GradebookColumns(
    List<Integer> ids,
    int grade,
    Optional<Integer> feedback,
    Optional<Integer> maximum,
    Optional<Integer> changeable,
    List<String> notes) {

  private static final List<String> KEYS = List.of("id", "grade", "feedback", "maximum");

  /**
   * Reads {@code grade=Lab 15 (123),id=SIS Login ID}.
   *
   * @throws FormatException if it names something else than columns
   */
  static Map<String, String> parse(String asked) {
    Map<String, String> columns = new TreeMap<>();
    for (String column : asked.split(",(?=\\s*(?:id|grade|feedback|maximum)=)", -1)) {
      String[] parts = column.strip().split("=", 2);
      if (parts.length < 2 || !KEYS.contains(parts[0])) {
        throw new FormatException(
            "--gradebook-columns has \"%s\". Write NAME=COLUMN, with %s as the names, separated by commas."
                .formatted(column.strip(), String.join(", ", KEYS)));
      }
      columns.put(parts[0], parts[1].strip());
    }
    return columns;
  }

  /** The place of the column that was asked for, if one was. */
  static Optional<Integer> asked(Map<String, String> asked, String key, List<String> header) {
    return Optional.ofNullable(asked.get(key)).map(name -> place(name, header));
  }

  private static int place(String name, List<String> header) {
    int place = header.indexOf(name);
    if (place < 0) {
      throw new FormatException(
          "The grade book has no column \"%s\". Its columns are: %s."
              .formatted(name, String.join(", ", header)));
    }
    return place;
  }

  /**
   * Refuses a name that two columns have, of those that matter.
   *
   * @throws FormatException if there is one
   */
  void requireUnique(List<String> header) {
    Stream.of(ids.stream(), Stream.of(grade), feedback.stream(), maximum.stream())
        .flatMap(places -> places)
        .map(header::get)
        .filter(name -> header.indexOf(name) != header.lastIndexOf(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new FormatException(
                  "The grade book has two columns \"%s\". Rename the one that is not meant."
                      .formatted(name));
            });
  }
}
