package io.github.statefulsetlab.grading.format;

import java.nio.charset.StandardCharsets;

/** Cuts what is too long for a reader, and says so. */
final class Excerpt {

  private static final String NOTE = "\n(cut here: the whole text is in the report)";

  private Excerpt() {}

  /** The text, or its first characters. */
  static String of(String text, int characters) {
    if (text.codePointCount(0, text.length()) <= characters) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, characters)) + NOTE;
  }

  /** The text, or those of its first lines that fit into so many bytes of UTF-8. */
  static String ofBytes(String text, int bytes) {
    if (size(text) <= bytes) {
      return text;
    }
    int room = bytes - size(NOTE) - 1;
    StringBuilder kept = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      room -= size(line) + 1;
      if (room < 0) {
        break;
      }
      kept.append(line).append('\n');
    }
    return kept + NOTE + "\n";
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
