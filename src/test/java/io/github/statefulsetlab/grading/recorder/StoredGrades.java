package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradePieces;
import io.github.statefulsetlab.grading.GradePieces.Piece;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.rubric.RubricException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The grade in a folder of reports. What is damaged in the grade of the whole class is taken from
 * the submission's own folder, if it is whole there.
 */
final class StoredGrades {

  private final Path reports;
  private final List<String> problems = new ArrayList<>();
  private final TreeSet<String> damaged = new TreeSet<>();
  private final Map<String, SubmissionGrade> submissions = new TreeMap<>();
  private Optional<Grade.Run> run;

  private StoredGrades(Path reports) {
    this.reports = reports;
    GradePieces all = GradePieces.read(whole());
    this.run = all.run();
    problems.addAll(all.problems());
    all.submissions().stream()
        .filter(piece -> !piece.damaged())
        .forEach(piece -> submissions.put(piece.grade().id(), piece.grade()));
    (all.allNamed() ? damagedIn(all) : folders()).forEach(this::readFolder);
    all.submissions().forEach(piece -> submissions.putIfAbsent(piece.grade().id(), piece.grade()));
    if (submissions.isEmpty() && !problems.isEmpty()) {
      throw new RubricException(problems);
    }
  }

  /**
   * Reads what is there.
   *
   * @throws RubricException if there is no grade, or nothing of it can be read
   */
  static StoredGrades in(Path reports) {
    return new StoredGrades(reports);
  }

  /** The teacher's grade where there is one, since nothing is hidden in it. */
  private Path whole() {
    Path all = reports.resolve(ReportFolder.GRADE_JSON);
    Path teachers = reports.resolve(ReportFolder.TEACHER).resolve(ReportFolder.GRADE_JSON);
    if (Files.exists(teachers)) {
      return teachers;
    }
    if (!Files.exists(all) && folders().isEmpty()) {
      throw new RubricException(
          "There is no %s. Give the folder that ./lab grade wrote its reports to.".formatted(all));
    }
    return all;
  }

  private static List<String> damagedIn(GradePieces all) {
    return all.submissions().stream()
        .filter(Piece::damaged)
        .map(piece -> ReportNames.ofSubmission(piece.grade().id()))
        .toList();
  }

  /** The names of folders that hold a grade of one submission. */
  private List<String> folders() {
    try (Stream<Path> names = Files.isDirectory(reports) ? Files.list(reports) : Stream.empty()) {
      return names
          .filter(folder -> Files.exists(folder.resolve(ReportFolder.GRADE_JSON)))
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.equals(ReportFolder.TEACHER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list " + reports + ".", e);
    }
  }

  /** What was read already stands. */
  private void readFolder(String name) {
    for (String folder : List.of(ReportFolder.TEACHER + "/" + name, name)) {
      String file = folder + "/" + ReportFolder.GRADE_JSON;
      damaged.add(file);
      if (Files.exists(reports.resolve(file))) {
        GradePieces own = GradePieces.read(reports.resolve(file));
        problems.addAll(own.problems());
        run = run.or(own::run);
        own.submissions().stream()
            .filter(piece -> !piece.damaged())
            .map(Piece::grade)
            .filter(grade -> ReportNames.ofSubmission(grade.id()).equals(name))
            .forEach(grade -> submissions.putIfAbsent(grade.id(), ofWhole(grade, name)));
      }
    }
  }

  /** Evidence as it is found from the folder of all reports. */
  private static SubmissionGrade ofWhole(SubmissionGrade grade, String name) {
    return grade.with(
        grade.verdict(),
        grade.criteria().stream()
            .map(
                result ->
                    result
                        .with()
                        .evidence(
                            result.evidence().stream()
                                .map(f -> f.startsWith("evidence/") ? name + "/" + f : f)
                                .toList())
                        .build())
            .toList());
  }

  Grade grade() {
    return new Grade(
        Grade.SCHEMA,
        run.orElseGet(StoredGrades::unknown),
        null,
        List.copyOf(submissions.values()));
  }

  /** One for each thing that is wrong, with file, field and remedy. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Files of single submissions that a regrade replaces though not all was read from them. */
  List<String> damagedFiles() {
    return List.copyOf(damaged);
  }

  private static Grade.Run unknown() {
    return Grade.Run.begun("unknown", 0, Instant.EPOCH)
        .finished(Instant.EPOCH)
        .complete(true)
        .build();
  }
}
