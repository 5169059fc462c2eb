package io.github.statefulsetlab.report.page;

import com.samskivert.mustache.Escapers;

/**
 * What a part of a page may still take, in characters. What counts is what a text becomes in the
 * page: a {@code <} takes four characters there.
 */
final class Room {

  private int left;

  Room(int characters) {
    this.left = characters;
  }

  /** That many characters of the text at most; nothing of it once there is no room. */
  String beginning(String text, int longest) {
    String shown = text.substring(0, Math.min(text.length(), longest));
    int taken = Escapers.HTML.escape(shown).length();
    if (taken > left) {
      return "";
    }
    left -= taken;
    return shown;
  }
}
