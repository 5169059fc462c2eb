package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.chart.FileTrees;
import io.qameta.allure.Aggregator2;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.InMemoryReportStorage;
import io.qameta.allure.core.LaunchResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What earlier runs of the same submissions came to, kept in {@code reports/history/allure}: what
 * Allure draws its trends from. A page that is a single file keeps none beside it.
 */
final class RunHistory implements Aggregator2 {

  /** The file among the results that says whose history it is. */
  private static final String OWNER = "history-owner";

  private static final String HISTORY = "history/";

  private final Path kept;

  private RunHistory(Path kept) {
    this.kept = kept;
  }

  /** Says, while the suite runs, of which submissions its results are. */
  static void claim(Path results, List<String> submissions) throws IOException {
    Files.writeString(results.resolve(OWNER), String.join("\n", submissions));
  }

  static RunHistory of(Path results, Path reports) {
    try {
      Path owner = results.resolve(OWNER);
      byte[] name = Files.exists(owner) ? Files.readAllBytes(owner) : new byte[0];
      return new RunHistory(
          reports.resolve("history/allure").resolve(UUID.nameUUIDFromBytes(name).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("The Allure results in " + results + " can't be read.", e);
    }
  }

  /** Puts what earlier runs came to where Allure looks for it. */
  void handTo(Path results) {
    Path target = results.resolve(HISTORY);
    try {
      FileTrees.delete(target);
      if (Files.isDirectory(kept)) {
        FileTrees.copy(kept, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The history of earlier runs can't be read.", e);
    }
  }

  /** Keeps this run for the next one; comes after the parts of Allure that write the history. */
  @Override
  public void aggregate(
      Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
    if (storage instanceof InMemoryReportStorage page) {
      page.getReportDataFiles().entrySet().stream()
          .filter(file -> file.getKey().startsWith(HISTORY))
          .forEach(this::keep);
    }
  }

  private void keep(Map.Entry<String, String> file) {
    try {
      Files.createDirectories(kept);
      Files.write(
          kept.resolve(file.getKey().substring(HISTORY.length())),
          Base64.getDecoder().decode(file.getValue().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException("The history of this run can't be kept in " + kept + ".", e);
    }
  }
}
