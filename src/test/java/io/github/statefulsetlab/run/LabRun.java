package io.github.statefulsetlab.run;

import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import io.github.statefulsetlab.support.CleanUp;
import io.github.statefulsetlab.support.DaemonThreads;
import io.github.statefulsetlab.support.Futures;
import io.github.statefulsetlab.support.Lazy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One run of the suite: its submissions, and what they share. Created by the first behaviour,
 * closed by JUnit after the last one.
 */
final class LabRun implements AutoCloseable {

  private static final Executor REMOVAL = new DaemonThreads("lab-removal");

  private final RunResources resources;
  private final List<Submission> submissions;
  private final Map<String, SubmissionRun> runs = new ConcurrentHashMap<>();
  private final boolean ownsSession;
  private final CompletableFuture<Void> canary;
  private final Lazy<Control> control;

  /**
   * Begins a run.
   *
   * @param ownsSession whether the cluster goes with the run
   */
  LabRun(LabSetup setup, boolean ownsSession) {
    this.resources = new RunResources(setup);
    this.submissions = setup.submissions();
    this.ownsSession = ownsSession;
    this.control = Lazy.of(() -> Control.beside(setup));
    submissions.forEach(
        submission ->
            submission.adaptation().notes().forEach(note -> resources.note(submission, note)));
    this.canary =
        ownsSession
            ? NetworkPolicyCanary.beside(resources)
            : CompletableFuture.completedFuture(null);
  }

  RunResources resources() {
    return resources;
  }

  List<Submission> submissions() {
    return submissions;
  }

  SubmissionRun of(Submission submission) {
    return runs.computeIfAbsent(submission.id(), id -> new SubmissionRun(resources, submission));
  }

  /** The bundled chart, for checks that meet faults of the grader's own. */
  Control control() {
    return control.get();
  }

  /**
   * Values that somebody gave by hand and that a chart refuses are bad usage, not a bad chart.
   *
   * @throws UsageException with Helm's own words
   */
  void requireUsableValues() {
    submissions.forEach(submission -> of(submission).rendered().requireGivenValues());
  }

  /**
   * Nobody waits for the cluster to go before they hear the result, nor for anything that is only
   * about what was installed where nothing was.
   */
  @Override
  public void close() {
    Lazy<CompletableFuture<Void>> removal =
        Lazy.of(
            () ->
                CompletableFuture.runAsync(resources.session()::close, REMOVAL)
                    .thenCompose(begun -> resources.session().closed())
                    .completeOnTimeout(null, Timeouts.SHOW.toSeconds(), TimeUnit.SECONDS));
    try (CleanUp cleanUp = new CleanUp()) {
      if (ownsSession) {
        cleanUp.add(() -> Futures.await(removal.get()));
      }
      cleanUp.add(resources::finish);
      cleanUp.add(resources.settlement()::close);
      if (ownsSession) {
        cleanUp.add(removal::get);
      }
      if (!ownsSession || resources.settings().usesExistingCluster()) {
        cleanUp.add(() -> resources.discardElsewhere());
        runs.values().forEach(run -> cleanUp.add(run::close));
        control.ifMade().ifPresent(made -> cleanUp.add(made::close));
      }
      if (resources.hasInstalls() || resources.settings().usesExistingCluster()) {
        cleanUp.add(() -> NetworkPolicyCanary.await(canary));
      }
      if (resources.settings().usesExistingCluster()) {
        cleanUp.add(resources.clusterCheck()::await);
      }
    }
  }
}
