package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.GradeMarkdown;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.SubmissionGrade;
import java.util.List;

/**
 * A grade as files: all submissions of the run together, and each in a folder of its own, which may
 * be handed to its student. What students may not see lies below {@code teacher} only.
 */
final class Publication {

  private final ReportFolder folder;
  private final StudentView view;

  Publication(ReportFolder folder, boolean published) {
    this.folder = folder;
    this.view = new StudentView(published);
  }

  /** Writes all submissions. */
  void write(Grade grade) {
    write(grade, grade.submissions());
  }

  /** Writes the whole grade and, of the folders, that of this submission. */
  void write(Grade grade, String submission) {
    write(grade, grade.submissions().stream().filter(s -> s.id().equals(submission)).toList());
  }

  private void write(Grade grade, List<SubmissionGrade> changed) {
    if (view.hides(grade)) {
      write(folder.in(ReportFolder.TEACHER), grade, changed);
    }
    write(folder, view.of(grade), changed);
  }

  private static void write(ReportFolder to, Grade grade, List<SubmissionGrade> changed) {
    for (SubmissionGrade submission : changed) {
      grade.submissions().stream()
          .filter(s -> s.id().equals(submission.id()))
          .forEach(s -> writeOne(to, grade, s));
    }
    to.write(ReportFolder.GRADE_MARKDOWN, GradeMarkdown.write(grade));
    to.write(ReportFolder.GRADE_JSON, GradeJson.write(grade));
  }

  private static void writeOne(ReportFolder to, Grade grade, SubmissionGrade submission) {
    String name = ReportNames.ofSubmission(submission.id());
    Grade alone =
        new Grade(grade.schema(), grade.run(), grade.rubric(), List.of(relative(submission, name)));
    to.in(name).write(ReportFolder.GRADE_MARKDOWN, GradeMarkdown.write(alone));
    to.in(name).write(ReportFolder.GRADE_JSON, GradeJson.write(alone));
  }

  /** Evidence as it is found from the submission's own folder. */
  private static SubmissionGrade relative(SubmissionGrade submission, String name) {
    return submission.with(
        submission.verdict(),
        submission.criteria().stream()
            .map(
                result ->
                    result
                        .with()
                        .evidence(result.evidence().stream().map(f -> below(f, name)).toList())
                        .build())
            .toList());
  }

  private static String below(String file, String name) {
    return file.startsWith(name + "/") ? file.substring(name.length() + 1) : file;
  }
}
