package io.github.statefulsetlab.chart;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a chart asks of something, as Helm writes them ({@code ^1.2}, {@code ~1.2.3},
 * {@code >=1.0.0 <2.0.0}, {@code 1.x || 2.x}, {@code 1.0 - 2.0}). A pre-release counts as the
 * release that it leads to.
 *
 * <p>{@code helm dependency list} can tell the same, and a test asks it. Here it can't be asked: a
 * chart is taken apart before a process of Helm's sees anything of it, and Helm answers only for a
 * chart whose dependencies are in its folder already.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#chart-dependencies">Chart dependencies</a>
 */
public final class VersionRange {

  private static final int NUMBERS = 3;

  /** Of what a person writes; the time that a longer one takes to be read would have no bound. */
  private static final int LONGEST = 256;

  private static final String NUMBER = "(\\d{1,9}|[xX*])";
  private static final String VERSION =
      "v?%1$s(?:\\.%1$s)?(?:\\.%1$s)?(?:[-+][0-9A-Za-z.+-]+)?".formatted(NUMBER);
  private static final Pattern COMPARATOR =
      Pattern.compile("(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^|)" + VERSION);
  private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
  private static final Pattern LONE_OPERATOR = Pattern.compile("([=!<>~^])\\s+");

  private final Predicate<int[]> versions;

  private VersionRange(Predicate<int[]> versions) {
    this.versions = versions;
  }

  /** A range; empty if the text is none. A blank text is any version. */
  public static Optional<VersionRange> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String range = HYPHEN.matcher(text.isBlank() ? "*" : text).replaceAll(">=$1 <=$2");
    Predicate<int[]> any = version -> false;
    for (String part : range.split("\\|\\|", -1)) {
      Predicate<int[]> all = version -> true;
      for (String one : LONE_OPERATOR.matcher(part.strip()).replaceAll("$1").split("[\\s,]+", -1)) {
        Matcher comparator = COMPARATOR.matcher(one);
        if (!comparator.matches()) {
          return Optional.empty();
        }
        all = all.and(comparator(comparator));
      }
      any = any.or(all);
    }
    return Optional.of(new VersionRange(any));
  }

  /** Whether a version is in it. */
  public boolean includes(String version) {
    Matcher exact = COMPARATOR.matcher(version);
    return exact.matches() && versions.test(padded(numbers(exact)));
  }

  private static Predicate<int[]> comparator(Matcher comparator) {
    int[] given = numbers(comparator);
    Predicate<int[]> from = version -> Arrays.compare(version, padded(given)) >= 0;
    return switch (String.valueOf(comparator.group(1))) {
      case "", "=" -> from.and(below(given, given.length));
      case "!=" -> from.and(below(given, given.length)).negate();
      case ">=", "=>" -> from;
      case "<" -> from.negate();
      case ">" -> below(given, given.length).negate();
      case "<=", "=<" -> below(given, given.length);
      case "^" -> from.and(below(given, upToFirstNotZero(given)));
      default -> from.and(below(given, Math.min(2, given.length)));
    };
  }

  /** Below the next version that has another of the first numbers; without any, none is next. */
  private static Predicate<int[]> below(int[] given, int first) {
    if (first == 0) {
      return version -> true;
    }
    int[] next = padded(Arrays.copyOf(given, first));
    next[first - 1]++;
    return version -> Arrays.compare(version, next) < 0;
  }

  private static int upToFirstNotZero(int[] numbers) {
    int count = Math.min(1, numbers.length);
    while (count < numbers.length && numbers[count - 1] == 0) {
      count++;
    }
    return count;
  }

  /** Those that are given before the first that is not, or is an {@code x}. */
  private static int[] numbers(Matcher version) {
    int[] numbers = new int[NUMBERS];
    int known = 0;
    while (known < NUMBERS && isNumber(version.group(known + 2))) {
      numbers[known] = Integer.parseInt(version.group(known + 2));
      known++;
    }
    return Arrays.copyOf(numbers, known);
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && Character.isDigit(text.charAt(0));
  }

  private static int[] padded(int[] numbers) {
    return Arrays.copyOf(numbers, NUMBERS);
  }
}
