package io.github.statefulsetlab.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose work a chart is.
 *
 * @param id what a class knows the submission by, such as a user's number
 * @param name of the student
 */
public record HandIn(Optional<String> id, Optional<String> name) {

  /** Nothing is known: the chart's name is all there is. */
  public static final HandIn NONE = new HandIn(Optional.empty(), Optional.empty());

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");
  private static final int LONGEST_NAME = 200;

  /** {@code Jane Doe_12345_assignsubmission_file}, in a download of Moodle. */
  private static final Pattern MOODLE =
      Pattern.compile("(.+)_(\\d+)_assignsubmission_(?:file|onlinetext).*");

  /** What Moodle writes in place of a name where marking is blind. */
  private static final String NOBODY = "Participant";

  /** {@code doejane_LATE_12345_67890_chart}, in a download of Canvas. */
  private static final Pattern CANVAS = Pattern.compile("[^_]+(?:_LATE)?_(\\d{2,})_\\d{2,}_.+");

  /** {@code submission_12345}, in an export of Gradescope. */
  private static final Pattern GRADESCOPE = Pattern.compile("submission_(\\d+)");

  /**
   * What somebody says of it.
   *
   * @throws UsageException if the id can't be one
   */
  static HandIn said(Optional<String> id, Optional<String> name) {
    id.filter(given -> !ID.matcher(given).matches())
        .ifPresent(
            given -> {
              throw new UsageException(
                  "--submission is '%s'. Use letters, digits, dots, hyphens, _ and @, at most 63."
                      .formatted(given));
            });
    name.filter(given -> given.length() > LONGEST_NAME)
        .ifPresent(
            given -> {
              throw new UsageException(
                  "--name has %d characters. Use %d at most."
                      .formatted(given.length(), LONGEST_NAME));
            });
    return new HandIn(id, name);
  }

  /** What the names of a chart and of the folders around it say, the nearest first. */
  static HandIn of(Path chart) {
    List<Path> names = new ArrayList<>();
    chart.toAbsolutePath().normalize().forEach(names::add);
    Collections.reverse(names);
    return names.stream()
        .flatMap(name -> ofName(name.toString()).stream())
        .findFirst()
        .orElse(NONE);
  }

  private static Optional<HandIn> ofName(String folder) {
    Matcher moodle = MOODLE.matcher(folder);
    if (moodle.matches()) {
      return Optional.of(
          new HandIn(
              Optional.of(moodle.group(2)),
              Optional.of(moodle.group(1)).filter(name -> !name.equals(NOBODY))));
    }
    return List.of(CANVAS, GRADESCOPE).stream()
        .map(pattern -> pattern.matcher(folder))
        .filter(Matcher::matches)
        .map(matched -> new HandIn(Optional.of(matched.group(1)), Optional.empty()))
        .findFirst();
  }

  /** This, and what the other knows where this does not. */
  HandIn or(HandIn other) {
    return new HandIn(id.or(other::id), name.or(other::name));
  }
}
