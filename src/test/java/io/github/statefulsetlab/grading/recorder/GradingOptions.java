package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import java.util.Optional;

/**
 * How verdicts become points and files.
 *
 * @param passMark below it the exit status is 1
 * @param published whether students see what is for after the due date
 */
public record GradingOptions(
    Optional<Rubric> rubric, Optional<Points> passMark, boolean published) {

  /** Verdicts without points. */
  public static final GradingOptions NONE =
      new GradingOptions(Optional.empty(), Optional.empty(), false);

  /**
   * Reads {@code lab.rubric}, {@code lab.pass-mark} and {@code lab.published}.
   *
   * @throws RubricException if one can't be used
   */
  public static GradingOptions fromSystemProperties() {
    return new GradingOptions(
        property("lab.rubric").map(Rubrics::read),
        property("lab.pass-mark").map(GradingOptions::points),
        property("lab.published").map(Boolean::parseBoolean).orElse(false));
  }

  private static Points points(String number) {
    if (!number.matches("[0-9]{1,7}([.][0-9]{1,2})?")) {
      throw new RubricException(
          "The pass mark \"%s\" is not a number of points. Use one such as 6 or 5.5."
              .formatted(number));
    }
    return Points.of(number);
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }
}
