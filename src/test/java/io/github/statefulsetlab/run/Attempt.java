package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;

/** One behaviour being checked on one submission. */
final class Attempt {

  private final RunResources run;
  private final SubmissionRun graded;
  private final Submission submission;
  private final Promise promise;
  private final Evidence evidence = new Evidence();
  private final CheckClock clock;
  private final AttemptLabs labs;
  private Optional<Rendering> rendering = Optional.empty();

  Attempt(RunResources run, SubmissionRun graded, Promise promise) {
    this.run = run;
    this.graded = graded;
    this.submission = graded.submission();
    this.promise = promise;
    this.clock = new CheckClock(run.outage());
    Random random = new Random(run.seed() ^ (promise.id() + submission.id()).hashCode());
    this.labs = new AttemptLabs(graded, run.places(), evidence, random, clock::start);
  }

  String id() {
    return promise.id();
  }

  Submission submission() {
    return submission;
  }

  RunListeners listeners() {
    return run.listeners();
  }

  void begin() throws TimeoutException {
    requireAsked();
    if (needsCluster()) {
      graded.rendered().requireUsable();
      run.outage().requireNone();
      clock.allow(graded.timeLeft());
    }
    promise.policy().ifPresent(policy -> graded.rendered().assumptions().policy(policy));
    switch (promise.needs()) {
      case SHARED_LAB -> labs.enter(graded.ready());
      case SHARED_LAB_AS_IT_STARTS -> labs.enter(graded.begun());
      case SHARED_LAB_AND_ITS_COUNTS -> labs.enterToCount(graded.ready(), clock.left());
      case OWN_LAB -> labs.enterOwn();
      case RENDERED_CHART -> rendering = Optional.of(graded.rendered().rendering(evidence));
      case CUSTOM_LAB -> {}
    }
  }

  private boolean needsCluster() {
    return promise.needs() != Promise.Needs.RENDERED_CHART;
  }

  private void requireAsked() {
    if (!submission.isJudgedBy(promise.id())) {
      throw new TestAbortedException("No rubric asks for it.");
    }
  }

  /**
   * Whether what was thrown is a fault of the grader's own, or may come from a lab of too few pods,
   * and there is time to check again.
   */
  boolean canBeginAgain(Throwable failure) {
    boolean ours = GraderFault.is(failure) && GraderFault.isSurvivable(failure);
    return (ours || lackedPeers(failure)) && !run.outage().hasBegun() && !clock.hasRung();
  }

  private boolean lackedPeers(Throwable failure) {
    boolean isVerdict =
        GraderFault.isTimeout(failure)
            || !(GraderFault.is(failure) || failure instanceof TestAbortedException);
    return isVerdict && labs.lackPeers();
  }

  /** Starts again after a fault of the grader's own, or with as many pods as the chart has. */
  void beginAgain(Throwable failure) throws TimeoutException {
    clock.close();
    if (lackedPeers(failure)) {
      labs.takeAllPods();
      evidence.add(Evidence.WITH_ALL_PODS, String.valueOf(failure.getMessage()));
    } else {
      evidence.add(Evidence.CHECKED_AGAIN, GraderFault.trace(failure));
    }
    labs.beginAgain();
    evidence.forgetFindings();
    begin();
  }

  /** Leaves the labs, so that others get their place. */
  void giveUp() {
    clock.close();
    labs.close();
  }

  Object handOut(Class<?> type) {
    if (type == Rendering.class) {
      return rendering.orElseThrow(
          () -> new IllegalStateException(promise.id() + " asked for no rendered chart."));
    }
    return LabFactory.class.isAssignableFrom(type) ? labs : lab();
  }

  private Lab lab() {
    return labs.current()
        .orElseThrow(() -> new IllegalStateException(promise.id() + " asked for no lab."));
  }

  void end(Optional<Throwable> failure) {
    clock.close();
    labs.tellOfPeers();
    try {
      labs.current().ifPresent(seen -> seen.state().attachState(promise.id()));
      if (failure.filter(e -> !(e instanceof TestAbortedException)).isPresent()) {
        labs.toLookAt(promise.sharesItsLab()).ifPresent(seen -> seen.state().attachTroubles());
      }
    } finally {
      giveUp();
    }
  }

  /** Has the cluster looked at where what the check failed by may be the cluster's doing. */
  void suspectCluster(Optional<Throwable> failure) {
    boolean mayBeItsDoing =
        failure.filter(f -> f instanceof AssertionError || GraderFault.isTimeout(f)).isPresent();
    if (mayBeItsDoing && needsCluster() && !run.outage().hasBegun()) {
      run.clusterCheck().look("as was seen when %s had failed".formatted(promise.id()));
    }
  }

  BehaviourResult observe(Optional<Throwable> failure) {
    return BehaviourResult.of(promise.id(), submission)
        .started(clock.started())
        .duration(Duration.between(clock.started(), Instant.now()))
        .failure(failure.map(this::told))
        .hint(failure.flatMap(Hint::of))
        .causes(failure.map(this::causes).orElse(List.of()))
        .evidence(evidence.items())
        .findings(evidence.findings())
        .patches(labs.changes())
        .build();
  }

  private List<String> causes(Throwable failure) {
    return FailureCauses.of(failure, labs.current().map(seen -> graded.rendered().assumptions()));
  }

  private Throwable told(Throwable met) {
    Throwable failure = clock.told(met);
    return needsCluster() ? run.outage().insteadOf(failure) : failure;
  }
}
