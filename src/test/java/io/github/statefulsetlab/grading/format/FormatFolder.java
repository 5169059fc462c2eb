package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.grading.ReportNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where files of formats land: {@code grades.csv} for all submissions, {@code alice/gradescope/}
 * for one. Each file is replaced as a whole.
 */
final class FormatFolder {

  /** What only a teacher may see. */
  private static final String TEACHER = "teacher";

  private final Path reports;

  FormatFolder(Path reports) {
    this.reports = reports;
  }

  /** Where a submission's files of a format are. */
  Path of(String submission, Format format) {
    return reports.resolve(ReportNames.ofSubmission(submission)).resolve(format.id());
  }

  /** Where those of them are that a student may not see. */
  Path ofTeacher(String submission, Format format) {
    return reports
        .resolve(TEACHER)
        .resolve(ReportNames.ofSubmission(submission))
        .resolve(format.id());
  }

  /** Where files of a format for all submissions are. */
  Path of(Format format) {
    return reports.resolve(format.id());
  }

  /**
   * Makes the folder hold these files and no others, so that no earlier grade is taken for this.
   */
  void fill(Path folder, Map<String, String> files) {
    try {
      FileTrees.delete(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        FileTrees.replace(folder, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + folder + ".", e);
    }
  }

  /** Writes one file beside others. */
  void write(String name, String content) {
    try {
      FileTrees.replace(reports, name, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + reports.resolve(name) + ".", e);
    }
  }
}
