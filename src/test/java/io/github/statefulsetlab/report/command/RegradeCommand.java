package io.github.statefulsetlab.report.command;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.format.FormatListener;
import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.grading.recorder.FurtherCharts;
import io.github.statefulsetlab.grading.recorder.GradingOptions;
import io.github.statefulsetlab.grading.recorder.Regrade;
import io.github.statefulsetlab.grading.recorder.Regrade.Regraded;
import io.github.statefulsetlab.report.page.StudentPages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code ./lab regrade}: points from stored verdicts, by another rubric or with other marks. */
final class RegradeCommand {

  private static final String REPORTS = "reports";

  /** As many submissions are named. */
  private static final int FEW = 3;

  /** As many problems are told at once. */
  private static final int MANY = 30;

  private RegradeCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    Path reports = Path.of(arguments.isEmpty() ? REPORTS : arguments.get(0));
    List<GradeListener> listeners = GradeListener.all();
    listeners.forEach(GradeListener::begin);
    Regraded regraded =
        new Regrade(reports, GradingOptions.fromSystemProperties(), further(arguments))
            .run(Instant.now());
    listeners.forEach(listener -> listener.gradeWritten(regraded.grade(), reports));
    StudentPages.write(reports);
    Map<String, SubmissionGrade> before =
        regraded.before().submissions().stream()
            .collect(Collectors.toMap(SubmissionGrade::id, submission -> submission));
    for (SubmissionGrade submission : regraded.grade().submissions()) {
      SubmissionGrade old = Objects.requireNonNull(before.get(submission.id()));
      out.println(line(submission, old));
    }
    regraded
        .missing()
        .forEach((id, lacking) -> out.println(missing(id, lacking, regraded.grade())));
    FormatListener.notes(reports)
        .ifPresent(notes -> (notes.startsWith("error:") ? err : out).print(notes));
    tell(regraded.problems(), err);
    out.println("The earlier grade is in " + regraded.kept());
    return ExitStatus.ofProcess(regraded.exitStatus(), listeners);
  }

  /** What follows the folder. */
  private static FurtherCharts further(List<String> arguments) {
    return FurtherCharts.of(arguments.stream().skip(1).toList());
  }

  private static void tell(List<String> problems, PrintStream err) {
    problems.stream().limit(MANY).forEach(problem -> err.println("error: " + problem));
    if (problems.size() > MANY) {
      err.printf("error: … and %d more problems.%n", problems.size() - MANY);
    }
  }

  private static String line(SubmissionGrade now, SubmissionGrade before) {
    Score score = Objects.requireNonNullElse(now.score(), Score.NONE);
    Score bonus = Objects.requireNonNullElse(now.bonus(), Score.NONE);
    StringBuilder text =
        new StringBuilder(
            "%-20s %6s of %s"
                .formatted(OutputSanitizer.line(now.id()), score.points(), score.maxPoints()));
    if (!bonus.maxPoints().isZero()) {
      text.append(" + ").append(bonus.points());
    }
    open(score.open().plus(bonus.open()), "for a person").ifPresent(text::append);
    open(score.ungraded().plus(bonus.ungraded()), "not graded").ifPresent(text::append);
    now.overrides()
        .forEach(
            mark -> text.append("; ").append(mark.item()).append(" marked by ").append(mark.by()));
    before
        .total()
        .filter(total -> !Optional.of(total).equals(now.total()))
        .ifPresent(total -> text.append("; before ").append(total));
    return text.toString();
  }

  private static Optional<String> open(Points points, String what) {
    return points.isZero() ? Optional.empty() : Optional.of(", " + points + " " + what);
  }

  private static String missing(String id, Set<String> lacking, Grade grade) {
    return "%s was not checked as %s asks for it, in %d of %d submissions (%s). Run ./lab grade with that rubric."
        .formatted(
            id,
            Objects.requireNonNull(grade.rubric()).id(),
            lacking.size(),
            grade.submissions().size(),
            lacking.stream()
                .limit(FEW)
                .collect(Collectors.joining(", ", "", lacking.size() > FEW ? ", …" : "")));
  }
}
