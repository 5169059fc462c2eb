package io.github.statefulsetlab.grading;

import java.util.stream.Collectors;

/** The points of a submission as Markdown: a table for each task; nothing without a rubric. */
final class PointsMarkdown {

  private PointsMarkdown() {}

  static String of(SubmissionGrade submission) {
    if (submission.score() == null || submission.bonus() == null) {
      return "";
    }
    return submission.tasks().stream()
        .map(PointsMarkdown::task)
        .collect(
            Collectors.joining(
                "", total(submission.score(), submission.bonus()) + caps(submission), "\n"));
  }

  private static String total(Score score, Score bonus) {
    StringBuilder text =
        new StringBuilder("**%s of %s points**".formatted(score.points(), score.maxPoints()));
    if (!bonus.maxPoints().isZero()) {
      text.append(", bonus %s of %s".formatted(bonus.points(), bonus.maxPoints()));
    }
    Points open = score.open().plus(bonus.open());
    if (!open.isZero()) {
      text.append(", %s to be given by a person".formatted(open));
    }
    Points ungraded = score.ungraded().plus(bonus.ungraded());
    if (!ungraded.isZero()) {
      text.append(
          ", %s not graded: it was not checked, or the grader failed; nothing was deducted"
              .formatted(ungraded));
    }
    return text.append(".\n").toString();
  }

  private static String caps(SubmissionGrade submission) {
    return submission.caps().stream()
        .map(
            cap ->
                "\nLimited to %s points (−%s): %s\n"
                    .formatted(cap.at(), cap.lost(), Markdown.inert(cap.reason())))
        .collect(Collectors.joining());
  }

  private static String task(TaskGrade task) {
    return task.items().stream()
        .map(PointsMarkdown::row)
        .collect(
            Collectors.joining(
                "",
                "\n### %s: %s of %s\n\n| Points | | Why |\n|---|---|---|\n"
                    .formatted(
                        Markdown.inert(task.title()),
                        task.score().points(),
                        task.score().maxPoints()),
                ""));
  }

  private static String row(ItemGrade item) {
    String reason = item.reason() == null ? "" : Markdown.inert(item.reason());
    return "| %s of %s | %s | %s |\n"
        .formatted(
            item.decided().map(Points::toString).orElse("?"),
            item.maxPoints(),
            Markdown.inert(item.title()),
            reason);
  }
}
