package io.github.statefulsetlab.grading;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of others inside Markdown, so that it stays text. */
public final class Markdown {

  private static final Pattern MARKS = Pattern.compile("[\\\\`*\\[\\]|]");

  private static final Pattern FURTHER_MARKS = Pattern.compile("[_~!]");

  /** GitHub makes a link of it, or calls somebody. */
  private static final Pattern LINKED =
      Pattern.compile("(?<=@)(?=[A-Za-z0-9])|(?<=#)(?=\\d)|(?<=:)(?=//)|(?<=www)(?=\\.)");

  /** A space of no width. */
  private static final String BREAK = "\u200B";

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

  /** Text that a submission may have written, inside a line: also no link, picture or mention. */
  public static String inert(String text) {
    String plain = FURTHER_MARKS.matcher(inline(text)).replaceAll("\\\\$0").replace(">", "&gt;");
    return LINKED.matcher(plain).replaceAll(BREAK);
  }

  /** An indented block, which no text inside can end, unlike a fenced one. */
  public static String block(String text) {
    return text.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }
}
