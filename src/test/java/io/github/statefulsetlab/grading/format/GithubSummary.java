package io.github.statefulsetlab.grading.format;

import java.util.List;
import java.util.stream.Collectors;

/** What GitHub Actions shows as a step's summary: Markdown of less than one MiB, else nothing. */
final class GithubSummary {

  private static final int BYTES = 900 * 1024;

  private GithubSummary() {}

  static String of(List<Sheet> sheets) {
    return Excerpt.ofBytes(
        sheets.stream().map(SheetMarkdown::of).collect(Collectors.joining("\n")), BYTES);
  }
}
