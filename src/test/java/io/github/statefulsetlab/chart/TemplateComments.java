package io.github.statefulsetlab.chart;

/** The comments in a template: whoever looks for what a template says does not mean these. */
final class TemplateComments {

  private static final int LONGEST_BLANK = 100;

  private final String text;
  private int nextEnd = -1;

  private TemplateComments(String text) {
    this.text = text;
  }

  /**
   * The template with line ends only where its comments were. Takes time in proportion to its
   * length.
   */
  static String blanked(String text) {
    return new TemplateComments(text).blanked();
  }

  private String blanked() {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", open + 2)) {
      int end = open < from ? -1 : endOfComment(open + 2);
      if (end >= 0) {
        rest.append(text, from, open);
        text.substring(open, end).chars().filter(c -> c == '\n').forEach(c -> rest.append('\n'));
        from = end;
      }
    }
    return rest.append(text, from, text.length()).toString();
  }

  /** Where the comment ends that an action may begin with; negative where it is none. */
  private int endOfComment(int action) {
    int begin = skipBlank(text.startsWith("-", action) ? action + 1 : action);
    if (!text.startsWith("/*", begin)) {
      return -1;
    }
    int end = closing(begin + 2);
    if (end < 0) {
      return -1;
    }
    int brace = skipBlank(end + 2);
    brace = text.startsWith("-", brace) ? brace + 1 : brace;
    return text.startsWith("}}", brace) ? brace + 2 : -1;
  }

  /** The next end of a comment, which is looked for once for all comments before it. */
  private int closing(int from) {
    if (nextEnd < from && nextEnd != text.length()) {
      int found = text.indexOf("*/", from);
      nextEnd = found < 0 ? text.length() : found;
    }
    return nextEnd == text.length() ? -1 : nextEnd;
  }

  private int skipBlank(int from) {
    int at = from;
    int most = Math.min(text.length(), from + LONGEST_BLANK);
    while (at < most && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
