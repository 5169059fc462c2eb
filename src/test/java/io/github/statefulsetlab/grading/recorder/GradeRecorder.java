package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.points.MarksFile;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.DependencyFailed;
import io.github.statefulsetlab.run.GraderFault;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Criterion> criteria = Criterion.all();
  private final RecordedSubmissions submissions = new RecordedSubmissions();
  private @Nullable Run run;
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

  private static final class Run {
    private final Settings settings;
    private final GradingOptions options;
    private final ReportFolder folder;
    private final Publication publication;
    private final Optional<MarksFile> marks;
    private final String harness = HarnessDigest.ofCode();
    private final String version;
    private final @Nullable String student;
    private final @Nullable SourceFacts source;
    private final Instant started = Instant.now();
    private @Nullable ClusterFacts cluster;
    private @Nullable String networkPolicy;
    private @Nullable Instant finished;

    Run(Settings settings, GradingOptions options) {
      this.settings = settings;
      this.options = options;
      this.version = HarnessDigest.version(settings.version(), Path.of(""));
      this.student = SubmissionFacts.student(settings);
      this.source = SubmissionFacts.source(settings);
      this.folder = ReportFolder.cleared(settings.reports());
      this.publication = new Publication(folder, options.published());
      this.marks = options.rubric().map(rubric -> MarksFile.in(folder.path(), rubric));
    }
  }

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> graded) {
    listeners.forEach(GradeListener::begin);
    run = new Run(settings, asked.get());
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
      run.cluster = cluster;
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
    submissions.image(submission, image, id, digestOfTheCounter());
  }

  private Optional<String> digestOfTheCounter() {
    return Optional.ofNullable(run).map(of -> of.cluster).map(ClusterFacts::imageDigest);
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
    if (run != null && isGraded(observation, run)) {
      for (String id : submissions.inGrade(observation.submission())) {
        submissions.put(id, result(observation, id, run));
        write(id);
      }
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

  /** Of a further chart, what the rubric asks of it. */
  private static boolean isGraded(BehaviourResult observation, Run of) {
    Submission submission = observation.submission();
    return !submission.isFurther()
        || of.options.rubric().stream()
            .anyMatch(by -> FurtherCharts.asked(by, submission.role()).contains(observation.id()));
  }

  /** As it stands in the grade of the submission with this id. */
  private Result result(BehaviourResult observation, String id, Run of) {
    Criterion criterion = criterion(observation.id());
    Submission submission = observation.submission();
    Verdict verdict = Verdict.of(observation.failure());
    boolean isStandIn =
        StandInFacts.concerns(criterion.id()) && submissions.didAppStandIn(submission);
    return Result.of(criterion.id(), verdict)
        .chart(submission.isFurther() ? submission.role() : null)
        .title(criterion.title())
        .expected(criterion.expected())
        .seen(observation.message().map(OutputSanitizer::message).orElse(null))
        .hint(verdict == Verdict.FAIL ? criterion.hintFor(observation) : null)
        .failedDependency(failedDependency(observation))
        .evidence(of.folder.writeEvidence(id, explained(observation), isHidden(observation, of)))
        .patches(
            StandInFacts.patches(observation, isStandIn).stream()
                .map(OutputSanitizer::line)
                .toList())
        .standIn(isStandIn)
        .seconds(observation.duration().toMillis() / 1000.0)
        .asked(AskedFacts.asked(observation))
        .variants(AskedFacts.variants(observation))
        .parts(verdict == Verdict.FAIL ? observation.findings().parts().orElse(null) : null)
        .chartHas(observation.findings().chartHas().orElse(null))
        .build();
  }

  private static @Nullable String failedDependency(BehaviourResult observation) {
    return observation
        .failure()
        .filter(DependencyFailed.class::isInstance)
        .map(failure -> ((DependencyFailed) failure).criterion())
        .orElse(null);
  }

  /** What stands in hidden rows only is for the teacher. */
  private static boolean isHidden(BehaviourResult observation, Run of) {
    List<Visibility> rows =
        of.options.rubric().stream()
            .flatMap(Rubric::items)
            .filter(
                item ->
                    item.judgement()
                        .criteria()
                        .filter(c -> c.chart().equals(observation.submission().role()))
                        .map(OfCriterion::id)
                        .anyMatch(observation.id()::equals))
            .map(Item::visibility)
            .toList();
    StudentView view = new StudentView(of.options.published());
    return !rows.isEmpty() && rows.stream().noneMatch(view::shows);
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
    if (run != null) {
      Grade grade = grade(run);
      run.publication.write(grade);
      writeExitStatus(grade);
    }
  }

  private void write(String submission) {
    if (run != null) {
      Grade grade = grade(run);
      run.publication.write(grade, submission);
      writeExitStatus(grade);
    }
  }

  private void writeExitStatus(Grade grade) {
    ReportFolder.writeExitStatus(
        launcher, ExitStatus.ofProcess(grade.run().exitStatus(), listeners));
  }

  private Grade grade(Run of) {
    boolean complete = of.finished != null && underWay == 0;
    Optional<Scoring> scoring = of.options.rubric().map(Scoring::new);
    List<SubmissionGrade> graded =
        submissions.unscored(of.student, of.source).stream()
            .map(unscored -> graded(unscored, scoring, of))
            .toList();
    return new Grade(
        Grade.SCHEMA,
        facts(of, complete, ExitStatus.of(graded, complete, of.options.passMark())),
        scoring.map(Scoring::facts).orElse(null),
        graded);
  }

  private SubmissionGrade graded(SubmissionGrade unscored, Optional<Scoring> scoring, Run of) {
    return scoring
        .map(by -> by.score(unscored, of.marks.orElseThrow().of(unscored.id())))
        .orElse(unscored);
  }

  private static Grade.Run facts(Run of, boolean complete, int exitStatus) {
    Optional<ClusterFacts> cluster = Optional.ofNullable(of.cluster);
    return Grade.Run.begun(of.version, of.settings.seed(), of.started)
        .harnessDigest(of.harness)
        .cluster(cluster.map(ClusterFacts::description).orElse(null))
        .kubernetesVersion(cluster.map(ClusterFacts::kubernetesVersion).orElse(null))
        .helmVersion(HelmRunner.HELM_VERSION)
        .imageDigest(
            cluster
                .map(ClusterFacts::imageDigest)
                .filter(RecordedSubmissions::isDigest)
                .orElse(null))
        .networkPolicy(of.networkPolicy)
        .finished(of.finished)
        .complete(complete)
        .exitStatus(exitStatus)
        .passMark(of.options.passMark().orElse(null))
        .build();
  }
}
