package io.github.statefulsetlab.grading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text that a submission may have written harmless: on a CI console a line such as {@code
 * ::error::} or {@code ##[} is a command, and control characters rewrite what was printed before,
 * or turn the direction of reading around.
 */
public final class OutputSanitizer {

  /** Controls, also those above ASCII, marks of direction, and line ends other than {@code \n}. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");

  /** GitHub's, Azure's and TeamCity's commands, and what Moodle's VPL reads a grade from. */
  private static final Pattern COMMANDS =
      Pattern.compile(":(?=:)|##(?=\\w*\\[)|:=(?=>>)|<(?=\\|--)|--(?=\\|>)");

  /** A line of JSON, also one that begins with a comment: Autolab reads scores from it. */
  private static final Pattern JSON_LINE = Pattern.compile("(?m)^(?=\\h*(?:\\{|/\\*))");

  /** Of a message; what it is about is in the evidence, whole. */
  static final int LONGEST_MESSAGE = 4_000;

  private OutputSanitizer() {}

  /** As {@link #text}, of a length that a person reads. */
  public static String message(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_MESSAGE
        ? text(text)
        : "%s%n[cut here: %d more characters]"
            .formatted(
                text(text.substring(0, text.offsetByCodePoints(0, LONGEST_MESSAGE))),
                length - LONGEST_MESSAGE);
  }

  /** As {@link #message}, on one line. */
  public static String line(String text) {
    return message(text).replaceAll("\\s*\\R\\s*", " ").strip();
  }

  /** The text without control characters and without anything that a CI console obeys. */
  public static String text(String text) {
    String shown = INVISIBLE.matcher(text.replace("\r\n", "\n")).replaceAll("\uFFFD");
    String inert =
        COMMANDS
            .matcher(shown)
            .replaceAll(command -> Matcher.quoteReplacement(command.group() + " "));
    return JSON_LINE.matcher(inert).replaceAll("| ");
  }
}
