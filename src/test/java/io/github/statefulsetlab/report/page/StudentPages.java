package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes {@code report.html} and the lab report into the folder of each submission, from the grade
 * that the run has written before.
 */
public final class StudentPages implements RunListener {

  /** The name of a submission's page. */
  public static final String PAGE = "report.html";

  private Optional<Settings> settings = Optional.empty();

  @Override
  public synchronized void runStarted(Settings asked, List<Submission> submissions) {
    settings = Optional.of(asked);
  }

  @Override
  public synchronized void runFinished() {
    settings.ifPresent(
        asked ->
            write(
                GradeJson.read(asked.reports().resolve("grade.json")),
                asked.reports(),
                submission ->
                    RepeatCommand.forReader(asked, System.getProperties(), submission)
                        ::forCriterion));
  }

  /** Writes the pages of a grade that was stored earlier. */
  public static void write(Path reports) {
    Grade grade = GradeJson.read(reports.resolve("grade.json"));
    long seed = grade.run().seed();
    write(grade, reports, submission -> RepeatCommand.ofSomeChart(seed)::forCriterion);
  }

  private interface Commands {
    UnaryOperator<String> of(String submission);
  }

  private static void write(Grade grade, Path reports, Commands commands) {
    for (SubmissionGrade submission : grade.submissions()) {
      Path folder = reports.resolve(ReportNames.ofSubmission(submission.id()));
      StudentPageBuilder builder =
          new StudentPageBuilder(
              grade, submission, new EvidenceFiles(reports, folder), commands.of(submission.id()));
      LabReport lab = new LabReportBuilder(grade, submission, reports, folder).report();
      store(folder, "lab-report.md", Pages.fill("lab-report.md", lab));
      store(folder, "lab-report.html", Pages.fill("lab-report.html", lab));
      store(
          folder,
          PAGE,
          Pages.fill("report.html", builder.page(Figures.beside(folder, builder.criteria()))));
    }
  }

  private static void store(Path folder, String name, String page) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), page);
    } catch (IOException e) {
      throw new UncheckedIOException("The page can't be written to " + folder + ".", e);
    }
  }
}
