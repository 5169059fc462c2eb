package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.support.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A system that a grade can be written for, beside the files that are always written. */
public enum Format {
  /** A step's summary and annotations of GitHub Actions. */
  GITHUB,
  /** A test report of GitLab. */
  GITLAB,
  /** A result of Classroom 50. */
  CLASSROOM50,
  /** A result of Gradescope. */
  GRADESCOPE,
  /** A result of PrairieLearn's external grader. */
  PRAIRIELEARN,
  /** What an autograder of Autolab prints last. */
  AUTOLAB;

  /** Those that throw a grade away when the grader's exit status is not 0. */
  private static final Set<Format> LEARNING_SYSTEMS =
      EnumSet.of(CLASSROOM50, GRADESCOPE, PRAIRIELEARN, AUTOLAB);

  /** Those that learn of a fault of the grader from its exit status. */
  private static final Set<Format> TOLD_BY_STATUS = EnumSet.of(CLASSROOM50, GRADESCOPE);

  /** Whoever names these gets what every run writes. */
  private static final Set<String> ALWAYS_WRITTEN = Set.of("json", "csv", "markdown", "junit");

  private static final int FAULT = 3;

  /** The name as people write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@code gradescope,github}.
   *
   * @throws FormatException if one of them is not known
   */
  public static Set<Format> parse(String list) {
    Set<Format> formats = EnumSet.noneOf(Format.class);
    Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !ALWAYS_WRITTEN.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> formats.add(named(name)));
    return formats;
  }

  private static Format named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.id().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new FormatException(
                    "The format \"%s\" is not known. %sUse one of %s; grade.json, grades.csv, grade.md and junit.xml are always written."
                        .formatted(
                            name,
                            Nearest.question(
                                name, Arrays.stream(values()).map(Format::id).toList()),
                            Arrays.stream(values())
                                .map(Format::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** The variables that a system sets and that its format can't be written without. */
  public static List<String> missing(Set<Format> formats, Map<String, String> environment) {
    return formats.contains(CLASSROOM50)
        ? Classroom50.NEEDED.stream()
            .filter(name -> environment.getOrDefault(name, "").isBlank())
            .toList()
        : List.of();
  }

  /**
   * The exit status of a run whose grade these systems read.
   *
   * @param status as it is without them: 3 is a fault of the grader
   */
  public static int exitStatus(int status, Set<Format> formats) {
    if (formats.stream().noneMatch(LEARNING_SYSTEMS::contains)) {
      return status;
    }
    return status == FAULT && formats.stream().anyMatch(TOLD_BY_STATUS::contains) ? FAULT : 0;
  }
}
