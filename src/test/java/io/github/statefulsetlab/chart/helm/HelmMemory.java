package io.github.statefulsetlab.chart.helm;

import java.util.Locale;
import java.util.regex.Pattern;

/** How much memory Helm may use, and how it is told that this was not enough. */
final class HelmMemory {

  /**
   * Where there is a shell that limits it: a JVM and the Go runtime set about 2 GB aside before any
   * chart is rendered.
   */
  static final int ADDRESS_SPACE_MEGABYTES = 3_072;

  /** What is said of a chart that needs more. */
  static final String NOT_ENOUGH =
      String.format(
          Locale.ROOT,
          "Helm needs more memory for the chart than it may have (%,d MB of address space) and was stopped. Look for a loop in its templates that keeps growing a string or list.",
          ADDRESS_SPACE_MEGABYTES);

  private static final Pattern COMPLAINT =
      Pattern.compile(
          "out of memory|cannot allocate memory|OutOfMemoryError|insufficient memory|failed to reserve");

  private HelmMemory() {}

  /** Whether the JVM or Helm says here that it got no more. */
  static boolean ranOut(String text) {
    return COMPLAINT.matcher(text).find();
  }
}
