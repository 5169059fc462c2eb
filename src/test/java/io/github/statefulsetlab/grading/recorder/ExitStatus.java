package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The exit status of {@code ./lab grade} and {@code ./lab regrade}. */
public final class ExitStatus {

  /** Graded, and at the pass mark or above where there is one. */
  public static final int GRADED = 0;

  /** A submission is below the pass mark. */
  public static final int BELOW_PASS_MARK = 1;

  /** Bad usage, or nothing that can be graded. */
  public static final int NOTHING_GRADABLE = 2;

  /** A fault of the grader. */
  public static final int GRADER_FAULT = 3;

  private ExitStatus() {}

  /** The status of a whole grade. */
  public static int of(Grade grade, Optional<Points> passMark) {
    return of(grade.submissions(), grade.run().complete(), passMark);
  }

  /** A fault of ours outweighs everything; a grade of anything outweighs what can't be graded. */
  static int of(List<SubmissionGrade> submissions, boolean complete, Optional<Points> passMark) {
    if (!complete || submissions.stream().anyMatch(ExitStatus::isFault)) {
      return GRADER_FAULT;
    }
    List<Verdict> verdicts =
        submissions.stream().flatMap(s -> s.criteria().stream()).map(r -> r.verdict()).toList();
    if (nothingGradable(verdicts)) {
      return NOTHING_GRADABLE;
    }
    return passMark.filter(mark -> submissions.stream().anyMatch(s -> isBelow(s, mark))).isPresent()
        ? BELOW_PASS_MARK
        : GRADED;
  }

  /** With points, what does not count in the rubric does not matter either. */
  private static boolean isFault(SubmissionGrade submission) {
    return submission.score() == null
        ? submission.criteria().stream().anyMatch(r -> r.verdict() == Verdict.INFRA_ERROR)
        : submission.outcome() == Outcome.UNGRADED;
  }

  private static boolean nothingGradable(Collection<Verdict> verdicts) {
    return verdicts.stream().allMatch(v -> v == Verdict.NOT_GRADABLE || v == Verdict.SKIPPED);
  }

  private static boolean isBelow(SubmissionGrade submission, Points mark) {
    return submission.total().filter(total -> total.compareTo(mark) < 0).isPresent();
  }

  /** The status that the process ends with, as whoever reads the grade wants it. */
  public static int ofProcess(int status, List<GradeListener> listeners) {
    int wanted = status;
    for (GradeListener listener : listeners) {
      wanted = listener.exitStatus(wanted);
    }
    return wanted;
  }
}
