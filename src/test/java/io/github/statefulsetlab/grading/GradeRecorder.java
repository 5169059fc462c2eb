package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.lab.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.GraderFault;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns observations into a grade and writes it as they come in, so that a run that is cut short
 * keeps what was graded.
 */
public final class GradeRecorder implements RunListener {

  /** The file that the launcher reads the exit status from. */
  public static final String EXIT_STATUS = "exit-status";

  private static final Path LAUNCHER = Path.of("target", "lab");

  private final Path launcher;
  private final List<GradeListener> listeners;
  private final Map<String, Criterion> criteria = Criterion.all();
  private final Map<String, SubmissionRecord> submissions = new TreeMap<>();
  private @Nullable Run run;
  private int underWay;

  /** Records the run of {@code ./lab grade}. */
  public GradeRecorder() {
    this(LAUNCHER, GradeListener.all());
  }

  /** Leaves the exit status in a folder of the caller's own and tells these. */
  GradeRecorder(Path launcher, List<GradeListener> listeners) {
    this.launcher = launcher;
    this.listeners = listeners;
  }

  private record SubmissionRecord(
      ChartFacts chart, Set<String> notes, Map<String, Result> results) {}

  private static final class Run {
    private final Settings settings;
    private final ReportFolder folder;
    private final Instant started = Instant.now();
    private @Nullable ClusterFacts cluster;
    private @Nullable String networkPolicy;
    private @Nullable Instant finished;

    Run(Settings settings) {
      this.settings = settings;
      this.folder = ReportFolder.cleared(settings.reports());
    }
  }

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> graded) {
    listeners.forEach(GradeListener::begin);
    run = new Run(settings);
    for (Submission submission : graded) {
      ChartFacts chart =
          new ChartFacts(
              "main",
              submission.chart().name(),
              submission.chart().version(),
              submission.chart().digest(),
              null,
              null);
      submissions.put(
          submission.id(), new SubmissionRecord(chart, new LinkedHashSet<>(), new TreeMap<>()));
    }
    write();
  }

  @Override
  public void runRefused(UsageException reason) {
    ReportFolder.writeExitStatus(launcher, ExitStatus.NOTHING_GRADABLE);
  }

  @Override
  public synchronized void clusterReady(ClusterFacts cluster) {
    if (run != null) {
      run.cluster = cluster;
    }
  }

  @Override
  public synchronized void submissionNoted(Submission submission, String note) {
    SubmissionRecord record = submissions.get(submission.id());
    if (record != null) {
      record.notes().add(OutputSanitizer.text(note));
      write();
    }
  }

  @Override
  public synchronized void networkPolicySeen(boolean enforced) {
    if (run != null) {
      run.networkPolicy = enforced ? "enforced" : "not enforced on this cluster";
    }
  }

  @Override
  public synchronized void behaviourStarted(String id, Submission submission) {
    underWay++;
  }

  @Override
  public synchronized void behaviourFinished(BehaviourResult observation) {
    underWay--;
    SubmissionRecord record = submissions.get(observation.submission().id());
    if (record != null && run != null) {
      record.results().put(observation.id(), result(observation, run.folder));
      write();
    }
  }

  @Override
  public synchronized void runFinished() {
    if (run != null) {
      run.finished = Instant.now();
      write();
      tell(grade(run), run.settings.reports());
    }
  }

  /** A grade that could not be written for whoever waits for it is a fault of the grader. */
  private void tell(Grade grade, Path reports) {
    try {
      listeners.forEach(listener -> listener.gradeWritten(grade, reports));
    } catch (RuntimeException e) {
      ReportFolder.writeExitStatus(launcher, ExitStatus.GRADER_FAULT);
      throw e;
    }
  }

  private Result result(BehaviourResult observation, ReportFolder folder) {
    Criterion criterion = criterion(observation.id());
    Verdict verdict = Verdict.of(observation.failure());
    return Result.of(criterion.id(), verdict)
        .title(criterion.title())
        .expected(criterion.expected())
        .seen(observation.message().map(OutputSanitizer::text).orElse(null))
        .hint(verdict == Verdict.FAIL ? criterion.hintFor(observation) : null)
        .evidence(folder.writeEvidence(explained(observation)))
        .patches(observation.patches())
        .seconds(observation.duration().toMillis() / 1000.0)
        .build();
  }

  private Criterion criterion(String id) {
    Criterion known = criteria.get(id);
    if (known == null) {
      throw new IllegalStateException("criteria/*.yaml has no criterion " + id + ".");
    }
    return known;
  }

  /** Whoever mends the grader needs to know where it broke. */
  private static BehaviourResult explained(BehaviourResult observation) {
    return observation
        .failure()
        .filter(GraderFault::is)
        .map(fault -> observation.with(new Evidence.Item("Stack trace", GraderFault.trace(fault))))
        .orElse(observation);
  }

  private void write() {
    if (run == null) {
      return;
    }
    Grade grade = grade(run);
    run.folder.write("grade.json", GradeJson.write(grade));
    run.folder.write("grade.md", GradeMarkdown.write(grade));
    int status = grade.run().exitStatus();
    for (GradeListener listener : listeners) {
      status = listener.exitStatus(status);
    }
    ReportFolder.writeExitStatus(launcher, status);
  }

  private Grade grade(Run of) {
    List<Verdict> all =
        submissions.values().stream()
            .flatMap(s -> s.results().values().stream())
            .map(Result::verdict)
            .toList();
    boolean complete = of.finished != null && underWay == 0;
    ClusterFacts cluster = of.cluster;
    return new Grade(
        Grade.SCHEMA,
        new Grade.Run(
            of.settings.version(),
            null,
            cluster == null ? null : cluster.description(),
            cluster == null ? null : cluster.kubernetesVersion(),
            null,
            cluster == null ? null : cluster.imageDigest(),
            of.networkPolicy,
            of.settings.seed(),
            of.started,
            of.finished,
            complete,
            ExitStatus.of(all, complete),
            null,
            null),
        null,
        submissions.entrySet().stream()
            .map(
                e ->
                    SubmissionGrade.unscored(
                        e.getKey(),
                        e.getValue().chart(),
                        List.copyOf(e.getValue().notes()),
                        overall(e.getValue().results().values()),
                        List.copyOf(e.getValue().results().values())))
            .toList());
  }

  /**
   * The verdict that weighs most: our own fault first, then what kept us from judging, then FAIL.
   */
  static Verdict overall(Collection<Result> results) {
    List<Verdict> byWeight =
        List.of(
            Verdict.INFRA_ERROR,
            Verdict.NOT_GRADABLE,
            Verdict.TIMEOUT,
            Verdict.FAIL,
            Verdict.PASS,
            Verdict.SKIPPED);
    return results.stream()
        .map(Result::verdict)
        .min(Comparator.comparing(byWeight::indexOf))
        .orElse(Verdict.INFRA_ERROR);
  }
}
