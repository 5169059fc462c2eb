package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns observations into a grade and writes it as they come in, so that a run that is cut short
 * keeps what was graded.
 */
public final class GradeRecorder implements RunListener {

  /** The file that the launcher reads the exit status from. */
  public static final String EXIT_STATUS = "exit-status";

  /** The folder that it is in. */
  public static final Path LAUNCHER = Path.of("target", "lab");

  private final Path launcher;
  private final Supplier<GradingOptions> asked;
  private final List<GradeListener> listeners;
  private final RecordedSubmissions submissions = new RecordedSubmissions();
  private @Nullable RunRecord run;
  private int underWay;

  /** Records the run of {@code ./lab grade}. */
  public GradeRecorder() {
    this(LAUNCHER, GradingOptions::fromSystemProperties, GradeListener.all());
  }

  /** Leaves the exit status in a folder of the caller's own and tells these. */
  GradeRecorder(Path launcher, Supplier<GradingOptions> asked, List<GradeListener> listeners) {
    this.launcher = launcher;
    this.asked = asked;
    this.listeners = listeners;
  }

  @Override
  public void runAsked() {
    listeners.forEach(GradeListener::begin);
  }

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> graded) {
    run = new RunRecord(settings, asked.get());
    graded.forEach(submissions::add);
    write();
  }

  @Override
  public void runRefused(UsageException reason) {
    ReportFolder.writeExitStatus(launcher, ExitStatus.NOTHING_GRADABLE);
  }

  @Override
  public synchronized void clusterReady(ClusterFacts cluster) {
    if (run != null) {
      run.clusterReady(cluster);
    }
  }

  @Override
  public synchronized void submissionNoted(Submission submission, String note) {
    for (String id : submissions.inGrade(submission)) {
      submissions.note(id, submission, note);
      write(id);
    }
  }

  @Override
  public synchronized void appStoodInFor(Submission submission) {
    submissions.appStoodIn(submission);
  }

  @Override
  public synchronized void appImageFound(Submission submission, String image, Optional<String> id) {
    submissions.image(
        submission, image, id, Optional.ofNullable(run).flatMap(RunRecord::digestOfTheCounter));
  }

  @Override
  public synchronized void networkPolicySeen(boolean enforced) {
    if (run != null) {
      run.networkPolicySeen(enforced);
    }
  }

  @Override
  public synchronized void behaviourStarted(String id, Submission submission) {
    underWay++;
  }

  @Override
  public synchronized void behaviourFinished(BehaviourResult observation) {
    underWay--;
    if (run != null && run.results().isGraded(observation)) {
      boolean standIn = submissions.didAppStandIn(observation.submission());
      for (String id : submissions.inGrade(observation.submission())) {
        submissions.put(id, run.results().of(observation, id, standIn));
        write(id);
      }
    }
  }

  @Override
  public synchronized void runFinished() {
    if (run != null) {
      run.finish();
      write();
      tell(grade(run), run.reports());
    }
  }

  /** A grade that could not be written for whoever waits for it is a fault of the grader. */
  private void tell(Grade grade, Path reports) {
    try {
      listeners.forEach(listener -> listener.gradeWritten(grade, reports));
      writeExitStatus(grade);
    } catch (RuntimeException e) {
      ReportFolder.writeExitStatus(launcher, ExitStatus.GRADER_FAULT);
      throw e;
    }
  }

  private void write() {
    if (run != null) {
      Grade grade = grade(run);
      run.publication().write(grade);
      writeExitStatus(grade);
    }
  }

  private void write(String submission) {
    if (run != null) {
      Grade grade = grade(run);
      run.publication().write(grade, submission);
      writeExitStatus(grade);
    }
  }

  private void writeExitStatus(Grade grade) {
    ReportFolder.writeExitStatus(
        launcher, ExitStatus.ofProcess(grade.run().exitStatus(), listeners));
  }

  private Grade grade(RunRecord of) {
    return of.grade(submissions, underWay == 0);
  }
}
