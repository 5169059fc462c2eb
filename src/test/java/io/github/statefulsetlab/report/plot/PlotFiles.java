package io.github.statefulsetlab.report.plot;

import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.kube.plot.Plot;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws the plots of a run into {@code <submission>/plots}, once all has been checked: each as SVG
 * on a light and on a dark ground, as PNG, and as text. One that can't be drawn is left out, and a
 * note beside it says why.
 */
public final class PlotFiles implements RunListener {

  /** The folder beside a submission's page. */
  public static final String FOLDER = "plots";

  /** What only a teacher may see lies here. */
  private static final String TEACHER = "teacher";

  private final Map<Drawn, Plot> plots = new LinkedHashMap<>();
  private Optional<Path> reports = Optional.empty();

  private record Drawn(String submission, String criterion) {}

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> submissions) {
    reports = Optional.of(settings.reports());
    submissions.forEach(submission -> clear(folder(settings.reports(), submission.id())));
  }

  @Override
  public synchronized void behaviourFinished(BehaviourResult result) {
    result.evidence().stream()
        .flatMap(item -> item.plot().stream())
        .forEach(plot -> plots.put(new Drawn(result.submission().id(), result.id()), plot));
  }

  @Override
  public synchronized void runFinished() {
    reports.ifPresent(this::draw);
  }

  /** What students may not see is not in the grade that they get. */
  private void draw(Path root) {
    Set<Drawn> shown =
        GradeJson.read(root.resolve("grade.json")).submissions().stream()
            .flatMap(
                grade ->
                    grade.criteria().stream()
                        .filter(result -> result.chart() == null)
                        .filter(result -> result.visibility() != Visibility.TEACHER)
                        .map(result -> new Drawn(grade.id(), result.id())))
            .collect(Collectors.toSet());
    plots.forEach(
        (drawn, plot) -> {
          Path part = shown.contains(drawn) ? root : root.resolve(TEACHER);
          draw(folder(part, drawn.submission()).resolve(ReportNames.safe(drawn.criterion())), plot);
        });
  }

  private static Path folder(Path reports, String submission) {
    return reports.resolve(ReportNames.ofSubmission(submission)).resolve(FOLDER);
  }

  private static void clear(Path folder) {
    try {
      FileTrees.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The plots of an earlier run can't be removed.", e);
    }
  }

  /** Fonts and the JDK's own drawing may be missing; then there is an error and no exception. */
  private static void draw(Path file, Plot plot) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          named(file, ".txt"), plot.title() + "\n\n" + OutputSanitizer.text(plot.text()));
      Files.writeString(named(file, ".svg"), Drawing.svg(plot, Theme.LIGHT));
      Files.writeString(named(file, ".dark.svg"), Drawing.svg(plot, Theme.DARK));
      Files.write(named(file, ".png"), Drawing.png(plot, Theme.LIGHT));
    } catch (IOException | RuntimeException | LinkageError e) {
      note(file, e);
    }
  }

  /** The plot as an image; empty where it can't be drawn. */
  public static Optional<byte[]> png(Plot plot) {
    try {
      return Optional.of(Drawing.png(plot, Theme.LIGHT));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static void note(Path file, Throwable why) {
    try {
      Files.writeString(named(file, ".note.txt"), "This plot could not be drawn: " + why + "\n");
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private static Path named(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
