package io.github.statefulsetlab.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a dependency may have, as Helm writes them ({@code ^1.2}, {@code ~1.2.3},
 * {@code >=1.0.0 <2.0.0}, {@code 1.x || 2.x}, {@code 1.0 - 2.0}).
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#chart-dependencies">Chart dependencies</a>
 */
final class VersionRange {

  private static final String NUMBER = "(\\d{1,9}|[xX*])";
  private static final String VERSION =
      "v?"
          + NUMBER
          + "(?:\\."
          + NUMBER
          + ")?(?:\\."
          + NUMBER
          + ")?(-[0-9A-Za-z.-]+)?"
          + "(?:\\+[0-9A-Za-z.-]+)?";
  private static final Pattern EXACT = Pattern.compile(VERSION);
  private static final Pattern HYPHEN =
      Pattern.compile("(" + VERSION + ")\\s+-\\s+(" + VERSION + ")");
  private static final Pattern COMPARATOR =
      Pattern.compile("\\s*(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^|)\\s*" + VERSION + "\\s*,?");

  /** One of these has to hold, and all of what is in it. */
  private final List<List<Comparator>> alternatives;

  private VersionRange(List<List<Comparator>> alternatives) {
    this.alternatives = alternatives;
  }

  /** A range; empty if the text is none. An empty text is any release. */
  static Optional<VersionRange> parse(String text) {
    List<List<Comparator>> alternatives = new ArrayList<>();
    String range = text.isBlank() ? "*" : text;
    for (String part : HYPHEN.matcher(range).replaceAll(VersionRange::bounds).split("\\|\\|", -1)) {
      List<Comparator> all = comparators(part);
      if (all.isEmpty()) {
        return Optional.empty();
      }
      alternatives.add(all);
    }
    return Optional.of(new VersionRange(alternatives));
  }

  private static String bounds(MatchResult range) {
    return ">=" + range.group(1) + " <=" + range.group(6);
  }

  private static List<Comparator> comparators(String text) {
    List<Comparator> all = new ArrayList<>();
    Matcher next = COMPARATOR.matcher(text);
    int end = 0;
    while (end < text.length()) {
      next.region(end, text.length());
      if (!next.lookingAt()) {
        return List.of();
      }
      all.add(new Comparator(next.group(1), Version.of(next, 2)));
      end = next.end();
    }
    return all;
  }

  /** Whether a version is in it; pre-releases only are where the range itself names one. */
  boolean includes(String version) {
    Matcher exact = EXACT.matcher(version);
    if (!exact.matches()) {
      return false;
    }
    Version it = Version.of(exact, 1);
    return alternatives.stream()
        .filter(all -> it.pre.isEmpty() || all.stream().anyMatch(c -> !c.version.pre.isEmpty()))
        .anyMatch(all -> all.stream().allMatch(comparator -> comparator.allows(it)));
  }

  /**
   * A version, or the beginning of one.
   *
   * @param known how many of its three numbers are given; the others are 0
   */
  private record Version(int[] numbers, int known, String pre) {

    static Version of(MatchResult match, int group) {
      int[] numbers = new int[3];
      int known = 0;
      while (known < numbers.length && isNumber(match.group(group + known))) {
        numbers[known] = Integer.parseInt(match.group(group + known));
        known++;
      }
      return new Version(
          numbers,
          known,
          Optional.ofNullable(match.group(group + 3)).map(p -> p.substring(1)).orElse(""));
    }

    private static boolean isNumber(@Nullable String text) {
      return text != null && Character.isDigit(text.charAt(0));
    }

    int compareTo(Version other) {
      int byNumbers = Arrays.compare(numbers, other.numbers);
      if (byNumbers != 0 || pre.equals(other.pre)) {
        return byNumbers;
      }
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return pre.isEmpty() ? 1 : -1;
      }
      return comparePre(pre.split("\\.", -1), other.pre.split("\\.", -1));
    }

    private static int comparePre(String[] some, String[] others) {
      for (int i = 0; i < Math.min(some.length, others.length); i++) {
        if (!some[i].equals(others[i])) {
          boolean isNumber = some[i].matches("\\d{1,9}");
          boolean areNumbers = isNumber && others[i].matches("\\d{1,9}");
          return areNumbers
              ? Integer.compare(Integer.parseInt(some[i]), Integer.parseInt(others[i]))
              : isNumber ? -1 : others[i].matches("\\d{1,9}") ? 1 : some[i].compareTo(others[i]);
        }
      }
      return Integer.compare(some.length, others.length);
    }

    /** Whether the first numbers are the same. */
    boolean agrees(Version other, int first) {
      return Arrays.equals(numbers, 0, first, other.numbers, 0, first);
    }

    /** How many numbers {@code ^} leaves as they are: up to the first that is not 0. */
    int fixed() {
      int fixed = 1;
      while (fixed < known && numbers[fixed - 1] == 0) {
        fixed++;
      }
      return Math.min(fixed, known);
    }
  }

  private record Comparator(String operator, Version version) {

    boolean allows(Version it) {
      boolean isBelow = it.compareTo(version) < 0;
      boolean agrees = it.agrees(version, version.known);
      return switch (operator) {
        case "", "=" -> equal(it);
        case "!=" -> !equal(it);
        case "<" -> isBelow;
        case ">=", "=>" -> !isBelow;
        case "<=", "=<" -> it.compareTo(version) <= 0 || (version.known < 3 && agrees);
        case ">" -> it.compareTo(version) > 0 && !(version.known < 3 && agrees);
        case "^" -> !isBelow && it.agrees(version, version.fixed());
        default -> !isBelow && it.agrees(version, Math.min(2, version.known));
      };
    }

    private boolean equal(Version it) {
      return version.known < 3
          ? it.compareTo(version) >= 0 && it.agrees(version, version.known)
          : it.compareTo(version) == 0;
    }
  }
}
