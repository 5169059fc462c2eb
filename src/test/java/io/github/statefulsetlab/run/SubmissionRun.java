package io.github.statefulsetlab.run;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.installation.ChartInstaller;
import io.github.statefulsetlab.installation.InstallContext;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.sandbox.PodSecurity;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.Lazy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is done once for one submission, by whoever asks first: it is rendered, checked and
 * prepared, the lab that behaviours share is installed and, where only that can tell, tried out.
 */
final class SubmissionRun implements InstallContext, AutoCloseable {

  private final RunResources run;
  private final Submission submission;
  private final RenderedSubmission rendered;
  private final Planning planning;
  private final AppTrial trial;
  private final Lazy<Installation> begun = Lazy.of(this::begin, GraderFault::is);
  private final Lazy<Installation> ready = Lazy.of(this::awaitReady, GraderFault::is);
  private final Lazy<Instant> start = Lazy.of(Instant::now);

  SubmissionRun(RunResources run, Submission submission) {
    this.run = run;
    this.submission = submission;
    this.rendered = new RenderedSubmission(run, submission);
    this.planning = new Planning(run, submission, rendered);
    this.trial = new AppTrial(run, rendered, planning, this, ready::get);
  }

  @Override
  public Submission submission() {
    return submission;
  }

  /** What the chart renders to, before anything is installed. */
  RenderedSubmission rendered() {
    return rendered;
  }

  /**
   * How long one more criterion may take. The clock begins with the first that can be checked on
   * the cluster.
   *
   * @throws TimeoutException if the submission has had its time
   */
  Duration timeLeft() throws TimeoutException {
    run.cluster();
    Duration limit = run.settings().timeLimit();
    Duration left = limit.minus(Duration.between(start.get(), Instant.now()));
    if (left.isNegative()) {
      throw new TimeoutException(
          "The submission's time limit (%d min) expired before this check started. Give it more with --time-limit MINUTES, or check fewer promises."
              .formatted(limit.toMinutes()));
    }
    return left.compareTo(Timeouts.CRITERION) < 0 ? left : Timeouts.CRITERION;
  }

  @Override
  public InstallPlan plan() {
    return planning.plan();
  }

  /** The lab that behaviours share, as soon as Helm is done. */
  Installation begun() {
    return begun.get();
  }

  /** The same, if it was ever installed. */
  Optional<Installation> installedIfAny() {
    return begun.ifMade();
  }

  /** The lab that behaviours share, if it is ready. */
  Optional<Installation> readyIfAny() {
    return ready.ifMade();
  }

  private Installation begin() {
    Installation installed = ChartInstaller.install(this, judgedCopy());
    installed
        .currentStatefulSet()
        .flatMap(set -> PodSecurity.note(run.cluster().client(), installed.namespace(), set))
        .ifPresent(note -> run.note(submission, note));
    return installed;
  }

  private Installation awaitReady() {
    return run.clusterCheck().awaitReady(begun());
  }

  /** The lab that behaviours share, once it is ready and known how its app behaves. */
  Installation ready() {
    Installation installed = ready.get();
    contract();
    return installed;
  }

  @Override
  public AppContract contract() {
    return trial.contract();
  }

  @Override
  public Optional<AppContract> knownContract() {
    return trial.knownContract();
  }

  /** As {@link AppTrial#requireCounter()}. */
  void requireCounter() {
    trial.requireCounter();
  }

  @Override
  public Map<String, String> misaimedProbes() {
    return trial.misaimedProbes();
  }

  /** What every lab needs so that its pods can become ready at all. */
  List<Patch> repairs() {
    return trial.repairs();
  }

  /** What makes the copy that is judged; found out by whoever asks first. */
  List<Patch> judgedCopy() {
    return trial.judgedCopy();
  }

  /** Whether the readinessProbe of that copy fails where the app hangs. */
  boolean readinessNoticesAHang() {
    return trial.readinessNoticesAHang();
  }

  @Override
  public List<String> howTheAppWasFound() {
    return Stream.concat(plan().how().stream(), trial.how().stream()).toList();
  }

  @Override
  public LabCluster cluster() {
    return run.cluster();
  }

  @Override
  public Release release(String namespace, Supplier<Path> kubeConfig) {
    return run.release(submission, namespace, kubeConfig);
  }

  @Override
  public List<String> nodeAddresses() {
    return run.nodeAddresses();
  }

  @Override
  public String toolboxImage() {
    return run.toolboxImage();
  }

  @Override
  public ToolboxPod toolboxElsewhere() {
    return run.toolboxElsewhere();
  }

  @Override
  public String newNamespaceName() {
    run.awaitInstalls();
    return run.newNamespaceName(submission.id());
  }

  @Override
  public void discard(String namespace) {
    run.discard(namespace);
  }

  /** Gives up the shared lab; waits for it where it is being installed. */
  @Override
  public void close() {
    begun.ifBegun().ifPresent(Installation::close);
  }
}
