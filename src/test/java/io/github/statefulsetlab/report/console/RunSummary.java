package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.report.page.RepeatCommand;
import io.github.statefulsetlab.report.page.StudentPages;
import io.github.statefulsetlab.submission.Settings;
import java.nio.file.Path;
import java.util.List;

/** What is said at the end of a run: which promises were broken, and where the reports are. */
record RunSummary(Settings settings, Grade grade) {

  /** What the run's grade says. */
  static RunSummary of(Settings settings) {
    return new RunSummary(settings, GradeJson.read(settings.reports().resolve("grade.json")));
  }

  /** The verdicts of each submission, and how to check one again. */
  List<String> verdicts(int width, Ink ink) {
    return grade.submissions().stream()
        .flatMap(submission -> summary(submission, width, ink).lines().stream())
        .toList();
  }

  private Summary summary(SubmissionGrade submission, int width, Ink ink) {
    RepeatCommand repeat =
        RepeatCommand.forCaller(settings, System.getProperties(), submission.id());
    return new Summary(submission, width, repeat::forCriterion, ink);
  }

  /** The page of each submission. */
  List<Path> pages() {
    return grade.submissions().stream()
        .map(submission -> settings.reports().resolve(ReportNames.ofSubmission(submission.id())))
        .map(folder -> folder.resolve(StudentPages.PAGE))
        .toList();
  }
}
