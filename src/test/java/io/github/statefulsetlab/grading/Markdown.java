package io.github.statefulsetlab.grading;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of others inside Markdown, so that it stays text. */
public final class Markdown {

  private static final Pattern MARKS = Pattern.compile("[\\\\`*\\[\\]|]");

  private Markdown() {}

  /** Text inside a line: no markup, no HTML and no new line in it. */
  public static String inline(String text) {
    return MARKS
        .matcher(text)
        .replaceAll("\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("\\s+", " ");
  }

  /** An indented block, which no text inside can end, unlike a fenced one. */
  static String block(String text) {
    return text.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
