package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.points.MarksFile;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Points computed again from stored verdicts: no cluster, no Helm, the same marks. */
public final class Regrade {

  private final ReportFolder folder;
  private final GradingOptions options;
  private final FurtherCharts further;
  private final Rubric rubric;

  /**
   * Regrades what lies in a folder.
   *
   * @param options with the rubric to grade by
   * @param further charts that were graded on their own
   */
  public Regrade(Path reports, GradingOptions options, FurtherCharts further) {
    this.further = further;
    this.folder = ReportFolder.at(reports);
    this.options = options;
    this.rubric =
        options
            .rubric()
            .orElseThrow(() -> new RubricException("Say which rubric: --rubric NAME or FILE."));
  }

  /**
   * What came of it.
   *
   * @param before the grade that was replaced
   * @param missing criteria that would have to be run, each with the submissions that lack it
   * @param problems what of the stored grade was damaged; what is left of it was regraded
   * @param kept where the earlier grade is now
   */
  public record Regraded(
      Grade before,
      Grade grade,
      Map<String, Set<String>> missing,
      List<String> problems,
      Path kept) {

    /** That of the grade; damage in what was stored is no fault of a submission. */
    public int exitStatus() {
      return problems.isEmpty() ? grade.run().exitStatus() : ExitStatus.GRADER_FAULT;
    }
  }

  /**
   * Computes the points, keeps the earlier grade in {@code history} and writes the new one.
   *
   * @throws RubricException if there is no grade, or a mark can't be used
   */
  public Regraded run(Instant now) {
    StoredGrades stored = StoredGrades.in(folder.path());
    Grade before = stored.grade();
    List<String> problems = new ArrayList<>(stored.problems());
    Grade whole = further.joined(before, rubric, problems);
    Scoring scoring = new Scoring(rubric);
    MarksFile marks = MarksFile.in(folder.path(), rubric);
    marks.requireAmong(before.submissions().stream().map(SubmissionGrade::id).toList());
    List<SubmissionGrade> graded =
        whole.submissions().stream()
            .map(submission -> scoring.score(submission, marks.of(submission.id())))
            .toList();
    Grade grade = new Grade(before.schema(), facts(before, graded, now), scoring.facts(), graded);
    Path kept = keep(now, stored);
    new Publication(folder, options.published()).write(grade);
    return new Regraded(before, grade, missing(scoring, graded), problems, kept);
  }

  private Grade.Run facts(Grade before, List<SubmissionGrade> graded, Instant now) {
    Grade.Run run = before.run();
    return run.with()
        .exitStatus(ExitStatus.of(graded, run.complete(), options.passMark()))
        .passMark(options.passMark().orElse(null))
        .regraded(now.truncatedTo(ChronoUnit.SECONDS))
        .build();
  }

  private Path keep(Instant now, StoredGrades stored) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    String in = ReportFolder.HISTORY + "/" + time;
    for (int again = 2; Files.exists(folder.path().resolve(in)); again++) {
      in = ReportFolder.HISTORY + "/" + time + "-" + again;
    }
    for (String name : List.of(ReportFolder.GRADE_JSON, ReportFolder.GRADE_MARKDOWN)) {
      folder.keep(name, in);
      folder.keep(ReportFolder.TEACHER + "/" + name, in);
    }
    folder.keep(MarksFile.NAME, in);
    for (String file : stored.damagedFiles()) {
      folder.keep(file, in);
    }
    return folder.path().resolve(in);
  }

  private static Map<String, Set<String>> missing(Scoring scoring, List<SubmissionGrade> graded) {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (SubmissionGrade submission : graded) {
      for (String id : scoring.missing(submission)) {
        missing.computeIfAbsent(id, criterion -> new TreeSet<>()).add(submission.id());
      }
    }
    return missing;
  }
}
