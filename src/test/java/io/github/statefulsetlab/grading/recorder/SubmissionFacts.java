package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ValuesFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ValuesFound;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.ContentDigest;
import io.github.statefulsetlab.support.GitHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a grade says of the chart and the values that were handed in. */
final class SubmissionFacts {

  private SubmissionFacts() {}

  static ChartFacts of(Submission submission) {
    Chart chart = submission.chart();
    return new ChartFacts(
        "main", chart.name(), chart.version(), chart.digest(), values(submission), null);
  }

  /** The name of whoever handed in the chart of a run; null where it is not known. */
  static @Nullable String student(Settings settings) {
    return settings.handIn().name().map(OutputSanitizer::line).orElse(null);
  }

  /** The Git clone that the chart of a run lies in; null for the bundled one and for archives. */
  static @Nullable SourceFacts source(Settings settings) {
    return settings
        .chart()
        .filter(Files::isDirectory)
        .flatMap(GitHead::around)
        .map(
            head ->
                new SourceFacts(
                    head.branch().map(OutputSanitizer::line).orElse(null), head.commit()))
        .orElse(null);
  }

  private static ValuesFacts values(Submission submission) {
    Values values = submission.values();
    Optional<ValuesSearch.Found> found = submission.adaptation().valuesFound();
    List<String> files =
        values.files().stream().map(file -> file.getFileName().toString()).toList();
    return new ValuesFacts(
        files.subList(found.map(f -> f.files().size()).orElse(0), files.size()),
        values
            .set()
            .subList(found.map(f -> f.set().isEmpty() ? 0 : 1).orElse(0), values.set().size()),
        digest(values),
        found.map(f -> new ValuesFound(f.files(), f.set(), f.others())).orElse(null));
  }

  private static String digest(Values values) {
    ContentDigest digest = new ContentDigest();
    try {
      for (Path file : values.files()) {
        digest.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A values file can't be read.", e);
    }
    digest.add("--set");
    values.set().forEach(digest::add);
    return digest.hex();
  }
}
