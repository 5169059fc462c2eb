package io.github.statefulsetlab.grading;

/**
 * Makes text that a submission may have written harmless: on a CI console a line such as {@code
 * ::error::} or {@code ##[} is a command, and control characters rewrite what was printed before.
 */
public final class Neutral {

  private Neutral() {}

  /** The text without control characters and without anything that a CI console obeys. */
  public static String text(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]", "\uFFFD")
        .replace("::", ": :")
        .replace("##[", "## [")
        .replace("Grade :=>>", "Grade := >>");
  }
}
