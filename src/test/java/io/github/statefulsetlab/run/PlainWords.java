package io.github.statefulsetlab.run;

import io.github.statefulsetlab.support.LimitedText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an assertion of AssertJ says, in words for people who have never seen one: what was expected
 * and what was seen. Anything else stays as it is.
 */
public final class PlainWords {

  /** A form of AssertJ's, and what is said instead; {@code $1} is what stands in its first gap. */
  private record Form(Pattern says, String instead) {

    /** Where nothing but white space follows until a blank line, or the end. */
    private static final String END_OF_MESSAGE = "(?=[^\\S\\n]*(?:\\n[^\\S\\n]*(?:\\n|$)|$))";

    private static final String GAP = "\\s*(.*?)";

    private static final String END_OF_LINE = "(?=\\s*(?:\\n|$))";

    /**
     * The last gap: a text in quotes, or a list, of several lines ends where its quote or bracket
     * is the last of the message; anything else ends with its line.
     */
    private static final String LAST_GAP =
        "\\s*(\".*?\"%1$s|\\[.*?]%1$s|.*?%2$s)".formatted(END_OF_MESSAGE, END_OF_LINE);

    /** A gap is a value of any number of lines; a line break may be any white space. */
    static Form of(String says, String instead) {
      List<String> parts =
          Stream.of(says.split("…", -1))
              .map(
                  part ->
                      part.isEmpty() ? "" : Pattern.quote(part).replace("\n", "\\E\\s*\\n\\s*\\Q"))
              .toList();
      int last = parts.size() - 1;
      String pattern =
          parts.size() > 1 && parts.get(last).isEmpty()
              ? String.join(GAP, parts.subList(0, last)) + LAST_GAP
              : String.join(GAP, parts) + END_OF_LINE;
      return new Form(Pattern.compile(pattern, Pattern.DOTALL), instead);
    }

    String in(String text) {
      return limited(says, text).replaceAll(instead);
    }
  }

  private static final Pattern DESCRIPTION = Pattern.compile("(?m)^\\[(.*)] ?\\n(?=expected )");
  private static final Pattern SUBJECT =
      Pattern.compile("Expecting (?!actual)[A-Z]\\w*(?:\\.\\w+)*(?:<[^>]*>)?:(?=\\s*\\n)");
  private static final Pattern LONG = Pattern.compile("(?<![\\w.-])(-?\\d+)L\\b");

  private static final String ACTUAL = "Expecting actual:\n…\n";
  private static final String MISSING = ", without $3";
  private static final String BOTH = ", without $3 and with $4, too";

  private static final List<Form> FORMS =
      List.of(
          Form.of("expected:…\nbut was:…", "expected $1, but saw $2"),
          Form.of(
              ACTUAL
                  + "to contain exactly (and in same order):\n"
                  + "…\n"
                  + "but some elements were not found:\n"
                  + "…\n"
                  + "and others were not expected:\n"
                  + "…",
              "expected $2, but saw $1" + BOTH),
          Form.of(
              ACTUAL
                  + "to contain exactly (and in same order):\n"
                  + "…\n"
                  + "but could not find the following elements:\n"
                  + "…",
              "expected $2, but saw $1" + MISSING),
          Form.of(
              ACTUAL
                  + "to contain exactly (and in same order):\n"
                  + "…\n"
                  + "but some elements were not expected:\n"
                  + "…",
              "expected $2, but saw $1, with $3, too"),
          Form.of(ACTUAL + "to contain exactly (and in same order):\n…", "expected $2, but saw $1"),
          Form.of(
              ACTUAL
                  + "to contain exactly in any order:\n"
                  + "…\n"
                  + "elements not found:\n"
                  + "…\n"
                  + "and elements not expected:\n"
                  + "…",
              "expected $2, in any order, but saw $1" + BOTH),
          Form.of(
              ACTUAL
                  + "to contain exactly in any order:\n"
                  + "…\n"
                  + "but could not find the following elements:\n"
                  + "…",
              "expected $2, in any order, but saw $1" + MISSING),
          Form.of(
              ACTUAL
                  + "to contain exactly in any order:\n"
                  + "…\n"
                  + "but the following elements were unexpected:\n"
                  + "…",
              "expected $2, in any order, but saw $1, with $3, too"),
          Form.of(
              ACTUAL
                  + "to contain only:\n"
                  + "…\n"
                  + "element(s) not found:\n"
                  + "…\n"
                  + "and element(s) not expected:\n"
                  + "…",
              "expected only $2, but saw $1" + BOTH),
          Form.of(
              ACTUAL + "to contain only:\n…\nbut could not find the following element(s):\n…",
              "expected only $2, but saw $1" + MISSING),
          Form.of(
              ACTUAL + "to contain only:\n…\nbut the following element(s) were unexpected:\n…",
              "expected only $2, but saw $1, with $3, too"),
          Form.of(
              ACTUAL + "to contain:\n…\nbut could not find the following element(s):\n…",
              "expected $2 among others, but saw $1" + MISSING),
          Form.of("Expecting Optional to contain:\n…\nbut was empty.", "expected $1, but saw none"),
          Form.of(ACTUAL + "to contain:\n…\nbut did not.", "expected $2, but saw $1"),
          Form.of("Expecting\n…\nnot to contain\n…\nbut found\n…", "expected no $2, but saw $1"),
          Form.of(ACTUAL + "to contain:\n…", "expected $2 in it, but saw $1"),
          Form.of(ACTUAL + "not to be equal to:\n…", "expected another than $2, but saw that"),
          Form.of(
              ACTUAL + "to be greater than or equal to:\n…", "expected at least $2, but saw $1"),
          Form.of(ACTUAL + "to be between:\n…", "expected a number in $2, but saw $1"),
          Form.of(ACTUAL + "to end with:\n…", "expected $2 at the end, but saw $1"),
          Form.of(ACTUAL + "to match '…' predicate.", "expected it to be $2, but saw $1"),
          Form.of(
              "Actual and expected should have same size but actual size is:\n…\n"
                  + "while expected size is:\n…\nActual was:\n…\nExpected was:\n…",
              "expected $2 of them, as in $4, but saw $1: $3"),
          Form.of(
              "Expecting all elements of:\n"
                  + "…\n"
                  + "to match given predicate but this element did not:\n"
                  + "…",
              "expected it of all, but not so is $2; all are $1"),
          Form.of(
              "Expecting all elements of:\n"
                  + "…\n"
                  + "to match given predicate but these elements did not:\n"
                  + "…",
              "expected it of all, but not so are $2; all are $1"),
          Form.of(
              "Expecting no elements of:\n…\nto match given predicate but this element did:\n…",
              "expected it of none, but so is $2; all are $1"),
          Form.of(
              "Expecting no elements of:\n…\nto match given predicate but these elements did:\n…",
              "expected it of none, but so are $2; all are $1"),
          Form.of(
              "Expecting any elements of:\n…\nto match given predicate but none did.",
              "expected it of one at least, but saw $1"),
          Form.of(
              "Found duplicate(s):\n…\nin:\n…",
              "expected each once, but saw $1 more than once in $2"),
          Form.of(
              "Expecting an empty Optional but was containing value: …",
              "expected none, but saw $1"),
          Form.of("Expecting empty but was: …", "expected none, but saw $1"),
          Form.of(
              "Expecting Optional to contain a value but it was empty.",
              "expected one, but saw none"),
          Form.of("Expecting actual not to be empty", "expected at least one, but saw none"),
          Form.of(
              "Expecting value to be true but was false", "expected it to be so, but it is not"),
          Form.of(
              "Expecting value to be false but was true", "expected it not to be so, but it is"));

  /** Of one form in one message, which a submission's page may be a part of. */
  private static final int STEPS = 5_000_000;

  private PlainWords() {}

  /**
   * The same in plain words, if it holds a form of AssertJ's; as it is, if it takes too long to
   * search.
   */
  public static String of(String message) {
    if (!message.contains("Expecting")
        && !message.contains("expected:")
        && !message.contains("Actual and expected")
        && !message.contains("Found duplicate")) {
      return message;
    }
    try {
      return inPlainWords(message);
    } catch (LimitedText.TooOften e) {
      return message;
    }
  }

  private static String inPlainWords(String message) {
    String text =
        limited(SUBJECT, message).replaceAll(Matcher.quoteReplacement("Expecting actual:"));
    for (Form form : FORMS) {
      text = form.in(text);
    }
    text = limited(DESCRIPTION, text).replaceAll("$1: ");
    return limited(LONG, text).replaceAll("$1");
  }

  private static Matcher limited(Pattern pattern, String text) {
    return pattern.matcher(new LimitedText(text, STEPS));
  }
}
