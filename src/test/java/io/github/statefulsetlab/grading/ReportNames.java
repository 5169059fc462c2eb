package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.support.ContentDigest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of files and folders made of what a submission calls itself. */
public final class ReportNames {

  /** Windows opens a device of that name, whatever the extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  /** What lies beside the folders of submissions. */
  private static final Set<String> TAKEN =
      Set.of(
          "allure",
          "evidence",
          "github",
          "gitlab",
          "grade.json",
          "grade.md",
          "gradebook",
          "grades.csv",
          "history",
          "junit.xml",
          "marks.csv",
          "teacher");

  private ReportNames() {}

  private static final int LONGEST = 100;
  private static final int DIGEST = 8;

  /**
   * The folder of a submission, which is none of those beside it and no other submission's: where
   * its name had to be changed or cut, a digest of the whole name follows.
   */
  public static String ofSubmission(String id) {
    String safe = safe(id.substring(0, Math.min(id.length(), LONGEST)));
    String own = safe.equals(id) ? safe : safe + "-" + digest(id);
    return TAKEN.contains(own.toLowerCase(Locale.ROOT)) ? "-" + own : own;
  }

  private static String digest(String text) {
    ContentDigest digest = new ContentDigest();
    digest.add(text);
    return digest.hex().substring(0, DIGEST);
  }

  /** A name that stays inside its folder, on every system. */
  public static String safe(String name) {
    String safe =
        name.replaceAll("[^A-Za-z0-9._@-]", "-")
            .replaceFirst("^[.]+", "-")
            .replaceFirst("[.]+$", "-");
    return safe.isEmpty() || DEVICE.matcher(safe.toLowerCase(Locale.ROOT)).matches()
        ? "-" + safe
        : safe;
  }
}
