package io.github.statefulsetlab.lab.context;

import java.time.Instant;

/**
 * One step of a check, as a person tells it.
 *
 * @param text the rest of a sentence that begins with the kind, as in: when pod web-0 is deleted
 * @param held whether it came about
 */
public record Step(Kind kind, String text, Instant began, Instant ended, boolean held) {

  /** What was there, what was done, and what was to be seen then. */
  public enum Kind {
    GIVEN("Given"),
    WHEN("When"),
    THEN("Then");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** As in: When pod web-0 is deleted. */
  public String sentence() {
    return kind.word + " " + text;
  }
}
