package io.github.statefulsetlab.report.console;

import java.util.ArrayList;
import java.util.List;

/** Text cut and wrapped for a screen of some width. */
final class Paragraph {

  private static final String ELLIPSIS = "…";

  private Paragraph() {}

  /** The beginning of a text, with a sign where it goes on. */
  static String beginning(String text, int width) {
    String line = text.replace('\n', ' ').replace('\t', ' ');
    return Columns.of(line) <= width
        ? line
        : line.substring(0, Columns.end(line, Math.max(0, width - 1))) + ELLIPSIS;
  }

  /**
   * A text with a label before its first line, wrapped between words; longer words are cut where
   * they leave the screen, and what was indented stays so.
   */
  static List<String> labelled(String label, String text, int width) {
    List<String> lines = new ArrayList<>();
    int room = Math.max(10, width - Columns.of(label));
    text.lines().forEach(line -> wrap(line, room, lines));
    String indent = " ".repeat(Columns.of(label));
    List<String> shown = new ArrayList<>();
    for (String line : lines) {
      shown.add(((shown.isEmpty() ? label : indent) + line).stripTrailing());
    }
    return shown;
  }

  private static void wrap(String line, int room, List<String> into) {
    String rest = line.replace('\t', ' ').stripTrailing();
    while (Columns.of(rest) > room) {
      int end = Columns.end(rest, room);
      int space = rest.lastIndexOf(' ', end);
      boolean betweenWords = space > 0 && !rest.substring(0, space).isBlank();
      into.add(rest.substring(0, betweenWords ? space : end));
      rest = rest.substring(betweenWords ? space + 1 : end);
    }
    into.add(rest);
  }
}
