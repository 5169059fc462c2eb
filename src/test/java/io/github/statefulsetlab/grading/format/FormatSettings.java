package io.github.statefulsetlab.grading.format;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Which formats are written and for whom: system properties that begin with {@code lab.}, and the
 * variables that the systems set.
 *
 * @param reports the folder of all reports
 * @param rubric by which points are given: a name or a file
 * @param gradebook a grade book to fill in
 * @param columns of the grade book, where they can't be found
 * @param published whether the work is due, so that students may see rows of {@code after-due-date}
 */
record FormatSettings(
    Set<Format> formats,
    Path reports,
    Optional<String> rubric,
    Optional<Path> gradebook,
    Map<String, String> columns,
    boolean published,
    Formats.Places places,
    Map<String, String> environment) {

  /**
   * Reads the settings.
   *
   * @throws FormatException if a format can't be written as it was asked for
   */
  static FormatSettings of(Properties properties, Map<String, String> environment) {
    Set<Format> formats = Format.parse(properties.getProperty("lab.formats", ""));
    Path reports = Path.of(properties.getProperty("lab.reports", "reports"));
    return new FormatSettings(
        formats,
        reports,
        value(properties, "lab.rubric"),
        value(properties, "lab.gradebook").map(Path::of),
        value(properties, "lab.gradebook-columns").map(GradebookColumns::parse).orElse(Map.of()),
        Boolean.parseBoolean(properties.getProperty("lab.published")),
        new Formats.Places(
            value(properties, "lab.chart").map(c -> inside(environment, Path.of(c))).orElse(""),
            inside(environment, reports) + "/"),
        environment);
  }

  private static Optional<String> value(Properties properties, String name) {
    return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isBlank());
  }

  /** The folder as the repository of a CI job has it; its name where it lies outside. */
  private static String inside(Map<String, String> environment, Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path repository =
        Path.of(
                environment.getOrDefault(
                    "GITHUB_WORKSPACE", environment.getOrDefault("CI_PROJECT_DIR", "")))
            .toAbsolutePath()
            .normalize();
    Path inside = whole.startsWith(repository) ? repository.relativize(whole) : whole.getFileName();
    return inside == null ? "" : inside.toString().replace('\\', '/');
  }

  Formats writers() {
    return new Formats(formats, environment, places, published);
  }
}
