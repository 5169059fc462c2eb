package io.github.statefulsetlab.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Charts on which everything passes, written differently from the bundled one on purpose. */
public final class ReferenceCharts {

  private static final Path FOLDER = Path.of("src", "test", "resources", "reference-charts");

  private ReferenceCharts() {}

  /** All of them, by name. */
  public static List<Submission> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.filter(Files::isDirectory).sorted().map(SubmissionCatalog::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list the reference charts in " + FOLDER + ".", e);
    }
  }
}
