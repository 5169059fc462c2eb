package io.github.statefulsetlab.grading;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a piece of evidence is called as a file, as in {@code 02-kubectl_get_po,pvc.txt}: its title
 * can be read from it again.
 */
public final class EvidenceName {

  private static final Pattern NUMBER = Pattern.compile("^\\d+-");
  private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9.,-]+");
  private static final Pattern SPACES_OUTSIDE = Pattern.compile("^_|_$");
  private static final String ENDING = ".txt";
  private static final int LONGEST = 60;

  private EvidenceName() {}

  /**
   * The file's name.
   *
   * @param number its place among the pieces, from 1
   */
  public static String of(int number, String title) {
    String shortened = title.substring(0, Math.min(title.length(), LONGEST));
    String plain = SPACES_OUTSIDE.matcher(OTHERS.matcher(shortened).replaceAll("_")).replaceAll("");
    return String.format(Locale.ROOT, "%02d-%s%s", number, plain, ENDING);
  }

  /** The title, with spaces for what can't be in a name. */
  public static String title(Path file) {
    String name =
        NUMBER
            .matcher(Optional.ofNullable(file.getFileName()).orElse(file).toString())
            .replaceFirst("");
    return (name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name)
        .replace('_', ' ');
  }
}
