package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.SubmissionCatalog;
import io.github.statefulsetlab.support.Lazy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whose doing it is that the same check met a fault of the grader's own twice: the check is
 * made on the bundled chart, in the same cluster. Where that goes well, something in the submission
 * stands in the grader's way.
 */
final class Control implements AutoCloseable {

  private final RunResources resources;
  private final Submission submission;
  private final Lazy<SubmissionRun> run;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  private Control(RunResources resources, Submission submission) {
    this.resources = resources;
    this.submission = submission;
    this.run = Lazy.of(() -> new SubmissionRun(resources, submission));
  }

  /** A control on the cluster of this run, which nobody hears of. */
  static Control beside(LabSetup setup) {
    Settings settings = setup.settings().ofTheBundledChart();
    Submission bundled = SubmissionCatalog.selected(settings).get(0);
    return new Control(
        new RunResources(new LabSetup(settings, List.of(bundled), List.of(), setup.cluster())),
        bundled);
  }

  /** A check that is made in an attempt; throws what it meets. */
  @FunctionalInterface
  interface Check {
    void in(Attempt attempt) throws Throwable;
  }

  /**
   * Whether the check goes well on the bundled chart. Once it has not, it is not made again.
   *
   * @param suspect whose check met the faults
   */
  boolean passes(Promise promise, Submission suspect, Check check) {
    if (suspect.id().equals(submission.id()) || broken.contains(promise.id())) {
      return false;
    }
    Attempt attempt = new Attempt(resources, run.get(), promise);
    Optional<Throwable> failure = failure(attempt, check);
    failure.filter(GraderFault::is).ifPresent(fault -> broken.add(promise.id()));
    return failure.isEmpty();
  }

  private static Optional<Throwable> failure(Attempt attempt, Check check) {
    try {
      attempt.begin();
      check.in(attempt);
      return Optional.empty();
    } catch (Throwable e) {
      if (e instanceof Error broken && !GraderFault.isSurvivable(broken)) {
        throw broken;
      }
      return Optional.of(e);
    } finally {
      attempt.giveUp();
    }
  }

  /** What is said of a submission whose check fails in the grader while the control passes. */
  static NotGradableException blame(Throwable fault) {
    return new NotGradableException(
        "Something in the chart keeps the grader from checking this, while the bundled chart works here. It met three times: %s"
            .formatted(
                Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName())),
        fault);
  }

  Submission submission() {
    return submission;
  }

  @Override
  public void close() {
    run.ifMade().ifPresent(SubmissionRun::close);
  }
}
