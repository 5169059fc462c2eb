package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.lab.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where results land. Each file is replaced as a whole, so that nobody reads half of one. */
final class ReportFolder {

  private static final String EVIDENCE = "evidence";

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder without an earlier run's grade and evidence. */
  static ReportFolder cleared(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("grade.json"));
      Files.deleteIfExists(folder.resolve("grade.md"));
      FileTrees.delete(folder.resolve(EVIDENCE));
      return new ReportFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Can't write to " + folder + ". Use another one: -Dlab.reports=FOLDER.", e);
    }
  }

  static void writeExitStatus(Path launcher, int status) {
    try {
      Files.createDirectories(launcher);
      Files.writeString(launcher.resolve(GradeRecorder.EXIT_STATUS), status + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + launcher + ".", e);
    }
  }

  void write(String name, String content) {
    try {
      Path beside = folder.resolve("." + name + ".new");
      Files.writeString(beside, content);
      Files.move(
          beside,
          folder.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + folder.resolve(name) + ".", e);
    }
  }

  /** Writes a behaviour's evidence and returns the files' names, relative to the folder. */
  List<String> writeEvidence(BehaviourResult observation) {
    Path target =
        Path.of(
            EVIDENCE,
            ReportNames.safe(observation.submission().id()),
            ReportNames.safe(observation.id()));
    List<String> written = new ArrayList<>();
    try {
      Files.createDirectories(folder.resolve(target));
      for (Evidence.Item item : observation.evidence()) {
        String slug = item.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        Path file = target.resolve("%02d-%.60s.txt".formatted(written.size() + 1, slug));
        Files.writeString(folder.resolve(file), item.text());
        written.add(file.toString());
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Can't write the evidence to " + folder.resolve(target) + ".", e);
    }
  }
}
