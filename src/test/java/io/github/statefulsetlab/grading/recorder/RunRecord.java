package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.grading.points.MarksFile;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.submission.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run that is being graded, and the grade that follows from what it has seen.
 */
final class RunRecord {

  private final Settings settings;
  private final GradingOptions options;
  private final Publication publication;
  private final ResultMaker results;
  private final Optional<MarksFile> marks;
  private final String harness = HarnessDigest.ofCode();
  private final String version;
  private final @Nullable String student;
  private final @Nullable SourceFacts source;
  private final Instant started = Instant.now();
  private Optional<ClusterFacts> cluster = Optional.empty();
  private @Nullable String networkPolicy;
  private @Nullable Instant finished;

  /** A run that begins: what an earlier one has left in the folder of the reports is removed. */
  RunRecord(Settings settings, GradingOptions options) {
    this.settings = settings;
    this.options = options;
    this.version = HarnessDigest.version(settings.version(), Path.of(""));
    this.student = SubmissionFacts.student(settings);
    this.source = SubmissionFacts.source(settings);
    ReportFolder folder = ReportFolder.cleared(settings.reports());
    this.publication = new Publication(folder, options.published());
    this.results = new ResultMaker(folder, options);
    this.marks = options.rubric().map(rubric -> MarksFile.in(folder.path(), rubric));
  }

  void clusterReady(ClusterFacts facts) {
    cluster = Optional.of(facts);
  }

  void networkPolicySeen(boolean enforced) {
    networkPolicy = enforced ? "enforced" : "not enforced on this cluster";
  }

  void finish() {
    finished = Instant.now();
  }

  Optional<String> digestOfTheCounter() {
    return cluster.map(ClusterFacts::imageDigest);
  }

  Path reports() {
    return settings.reports();
  }

  Publication publication() {
    return publication;
  }

  ResultMaker results() {
    return results;
  }

  /**
   * The grade as it is now.
   *
   * @param idle whether no behaviour is being checked
   */
  Grade grade(RecordedSubmissions submissions, boolean idle) {
    boolean complete = finished != null && idle;
    Optional<Scoring> scoring = options.rubric().map(Scoring::new);
    List<SubmissionGrade> graded =
        submissions.unscored(student, source).stream()
            .map(unscored -> graded(unscored, scoring))
            .toList();
    return new Grade(
        Grade.SCHEMA,
        facts(complete, ExitStatus.of(graded, complete, options.passMark())),
        scoring.map(Scoring::facts).orElse(null),
        graded);
  }

  private SubmissionGrade graded(SubmissionGrade unscored, Optional<Scoring> scoring) {
    return scoring
        .map(by -> by.score(unscored, marks.orElseThrow().of(unscored.id())))
        .orElse(unscored);
  }

  private Grade.Run facts(boolean complete, int exitStatus) {
    return Grade.Run.begun(version, settings.seed(), started)
        .harnessDigest(harness)
        .cluster(cluster.map(ClusterFacts::description).orElse(null))
        .kubernetesVersion(cluster.map(ClusterFacts::kubernetesVersion).orElse(null))
        .helmVersion(HelmRunner.version())
        .imageDigest(digestOfTheCounter().filter(RecordedSubmissions::isDigest).orElse(null))
        .networkPolicy(networkPolicy)
        .finished(finished)
        .complete(complete)
        .exitStatus(exitStatus)
        .passMark(options.passMark().orElse(null))
        .build();
  }
}
