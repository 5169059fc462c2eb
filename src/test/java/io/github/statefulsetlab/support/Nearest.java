package io.github.statefulsetlab.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Of known words the one that was most likely meant by one that is not known. */
public final class Nearest {

  /** Longer ones are nobody's typing error. */
  private static final int LONGEST = 60;

  private Nearest() {}

  /** The question to ask, with a space behind it; empty where none is near. */
  public static String question(String given, Collection<String> known) {
    return to(given, known).map("Did you mean \"%s\"? "::formatted).orElse("");
  }

  /** The known word that takes the fewest changes, if they are few. */
  static Optional<String> to(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .sorted()
        .min(Comparator.comparing(word -> distance(given, word)))
        .filter(word -> distance(given, word) * 3 <= given.length() + 2);
  }

  /** How many letters have to be put in, taken out or replaced (Levenshtein). */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int left = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int up = row[j];
        int replaced = left + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
        left = up;
      }
    }
    return row[b.length()];
  }
}
