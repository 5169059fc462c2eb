package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.grading.EvidenceName;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where results land. Each file is replaced as a whole, so that nobody reads half of one. */
public final class ReportFolder {

  /** The folder for what students may not see. */
  static final String TEACHER = "teacher";

  /** The folder for grades that were replaced. */
  static final String HISTORY = "history";

  static final String GRADE_JSON = "grade.json";
  static final String GRADE_MARKDOWN = "grade.md";
  private static final String EVIDENCE = "evidence";

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder as it is. */
  static ReportFolder at(Path folder) {
    return new ReportFolder(folder);
  }

  /** The folder without an earlier run's grades and evidence; marks and history stay. */
  static ReportFolder cleared(Path folder) {
    try {
      Files.createDirectories(folder);
      ReportFolder cleared = new ReportFolder(folder);
      for (Path part : cleared.written()) {
        FileTrees.delete(part);
      }
      return cleared;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Can't write to " + folder + ". Use another one: -Dlab.reports=FOLDER.", e);
    }
  }

  /** What an earlier run has written, by its own grade. */
  private List<Path> written() {
    Path grade = folder.resolve(GRADE_JSON);
    List<String> submissions =
        Files.exists(grade)
            ? GradeJson.idsIn(grade).stream().map(ReportNames::ofSubmission).toList()
            : List.of();
    return Stream.concat(
            Stream.of(GRADE_JSON, GRADE_MARKDOWN, EVIDENCE, TEACHER), submissions.stream())
        .map(folder::resolve)
        .filter(Files::exists)
        .toList();
  }

  static void writeExitStatus(Path launcher, int status) {
    try {
      Files.createDirectories(launcher);
      Files.writeString(launcher.resolve(GradeRecorder.EXIT_STATUS), status + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + launcher + ".", e);
    }
  }

  /** The folder itself. */
  Path path() {
    return folder;
  }

  /** A folder in it, which is made when something is written there. */
  ReportFolder in(String name) {
    return new ReportFolder(folder.resolve(name));
  }

  void write(String name, String content) {
    try {
      FileTrees.replace(folder, name, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + folder.resolve(name) + ".", e);
    }
  }

  /** Copies a file, if it is there, to another folder below this one. */
  void keep(String name, String in) {
    Path file = folder.resolve(name);
    Path copy = folder.resolve(in).resolve(name);
    if (Files.exists(file)) {
      try {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("Can't keep " + file + ".", e);
      }
    }
  }

  /**
   * Writes a behaviour's evidence.
   *
   * @param id of the submission in whose folder it lies
   * @param hidden whether students may not see it
   * @return the files' names, relative to the folder
   */
  List<String> writeEvidence(String id, BehaviourResult observation, boolean hidden) {
    Submission about = observation.submission();
    Path submission = Path.of(hidden ? TEACHER : "").resolve(ReportNames.ofSubmission(id));
    String name = about.isFurther() ? observation.id() + "-" + about.role() : observation.id();
    Path target = submission.resolve(EVIDENCE).resolve(ReportNames.safe(name));
    List<String> written = new ArrayList<>();
    try {
      Files.createDirectories(folder.resolve(target));
      for (Evidence.Item item : observation.evidence()) {
        Path file = target.resolve(EvidenceName.of(written.size() + 1, item.title()));
        Files.writeString(folder.resolve(file), OutputSanitizer.text(item.text()));
        written.add(file.toString().replace('\\', '/'));
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Can't write the evidence to " + folder.resolve(target) + ".", e);
    }
  }
}
