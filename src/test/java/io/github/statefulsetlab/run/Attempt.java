package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.ReadinessGate;
import io.github.statefulsetlab.lab.context.Assumptions;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.patch.ServicePatches;
import io.github.statefulsetlab.lab.patch.SlowStart;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** One behaviour being checked on one submission. */
final class Attempt implements LabFactory {

  private final RunResources run;
  private final SubmissionRun graded;
  private final Submission submission;
  private final Promise promise;
  private final Evidence evidence = new Evidence();

  /** From here on it is at work itself, and no longer waits for a place, a lab or its turn. */
  private Instant started = Instant.now();

  private Duration left = Timeouts.CRITERION;
  private Optional<Deadline> alarm = Optional.empty();

  private final Random random;
  private LabLease lease;
  private final List<String> patches = new ArrayList<>();
  private Optional<Lab> lab = Optional.empty();
  private Optional<Rendering> rendering = Optional.empty();

  Attempt(RunResources run, SubmissionRun graded, Promise promise) {
    this.run = run;
    this.graded = graded;
    this.submission = graded.submission();
    this.promise = promise;
    this.lease = new LabLease(run.session().places());
    this.random = new Random(run.settings().seed() ^ (promise.id() + submission.id()).hashCode());
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
      graded.requireUsable();
      run.outage().requireNone();
      left = graded.timeLeft();
    }
    switch (promise.needs()) {
      case SHARED_LAB -> enter(graded.ready());
      case SHARED_LAB_AS_IT_STARTS -> enter(graded.begun());
      case SHARED_LAB_AND_ITS_COUNTS -> {
        Installation shared = graded.ready();
        requireCounter(shared);
        lease.takeTurn(shared.counting(), left);
        enter(shared);
      }
      case OWN_LAB -> {
        takePlace();
        Installation installed = Installation.begin(graded, graded.judgedCopy());
        lease.own(installed);
        lab = Optional.of(handle(installed.awaitReady()));
      }
      case RENDERED_CHART -> rendering = Optional.of(graded.rendering(evidence));
      case CUSTOM_LAB -> {}
    }
    promise.policy().ifPresent(this::assumePolicy);
  }

  private boolean needsCluster() {
    return promise.needs() != Promise.Needs.RENDERED_CHART;
  }

  private void requireAsked() {
    if (!submission.isJudgedBy(promise.id())) {
      throw new TestAbortedException("No rubric asks for it.");
    }
  }

  private static void requireCounter(Installation shared) {
    if (!shared.contract().hasCounter()) {
      throw new TestAbortedException("No page counts; say visitPath in lab.yaml if there is one.");
    }
  }

  private void enter(Installation shared) {
    startClock();
    lab = Optional.of(handle(shared));
  }

  /** Once, however many labs follow: else two that want a second one wait for each other. */
  private void takePlace() {
    if (lease.takePlace()) {
      run.cluster();
      startClock();
    }
  }

  /** Whether what was thrown is a fault of the grader's own, and there is time to check again. */
  boolean canBeginAgain(Throwable failure) {
    return GraderFault.is(failure)
        && GraderFault.isSurvivable(failure)
        && !run.outage().hasBegun()
        && alarm.filter(Deadline::hasRung).isEmpty();
  }

  /** Starts again after a fault of the grader's own. */
  void beginAgain(Throwable failure) throws TimeoutException {
    giveUp();
    evidence.add("Internal grader error; the check was repeated", GraderFault.trace(failure));
    lease = new LabLease(run.session().places());
    patches.clear();
    evidence.forgetFindings();
    begin();
  }

  /** Leaves the labs, so that others get their place. */
  void giveUp() {
    leaveLabs();
  }

  Object handOut(Class<?> type) {
    if (type == Rendering.class) {
      return rendering();
    }
    return LabFactory.class.isAssignableFrom(type) ? this : lab();
  }

  private void startClock() {
    started = Instant.now();
    alarm = Optional.of(new Deadline(left));
  }

  Lab lab() {
    return lab.orElseThrow(() -> new IllegalStateException(promise.id() + " asked for no lab."));
  }

  Rendering rendering() {
    return rendering.orElseThrow(
        () -> new IllegalStateException(promise.id() + " asked for no rendered chart."));
  }

  @Override
  public Lab install(Patch... with) {
    return installAll(Stream.concat(graded.judgedCopy().stream(), Stream.of(with)).toList());
  }

  @Override
  public Lab installAsWritten(Patch... with) {
    return installAll(List.of(with));
  }

  private Lab installAll(List<Patch> with) {
    takePlace();
    Installation installed = Installation.begin(graded, with);
    lease.own(installed);
    for (Patch patch : with) {
      if (!patches.contains(patch.description())) {
        patches.add(patch.description());
      }
    }
    Lab handle = handle(installed);
    lab = Optional.of(handle);
    return handle;
  }

  @Override
  public Lab installReady(Patch... with) {
    Lab handle = install(with);
    handle.installation().awaitReady();
    return handle;
  }

  @Override
  public Lab installToBreakReadiness(Patch... with) {
    List<Patch> all = new ArrayList<>(List.of(with));
    ServicePatches.withoutSessionAffinity(graded.rendered()).ifPresent(all::add);
    if (!graded.contract().hasCounter()) {
      return installGated(all);
    }
    if (!graded.contract().hasFaults()) {
      all.add(StatefulSetPatches.withoutLiveness());
    }
    return installReady(all.toArray(Patch[]::new));
  }

  /** For apps whose readiness can't be told by a page: the grader's own gate tells it. */
  private Lab installGated(List<Patch> with) {
    Lab gated =
        install(
            Stream.concat(with.stream(), Stream.of(ReadinessGate.closed())).toArray(Patch[]::new));
    for (int i = 0; i < gated.pods().size(); i++) {
      gated.pod(i).awaitContainersReady().openGate();
    }
    gated.installation().awaitReady();
    return gated;
  }

  @Override
  public void onlyWhereLivenessNoticesAHang() {
    Probe liveness = graded.plan().found().container().getLivenessProbe();
    if (liveness != null && liveness.getTcpSocket() != null) {
      throw new TestAbortedException(
          "The livenessProbe opens a TCP connection, which the kernel accepts for an app that"
              + " hangs, too.");
    }
  }

  @Override
  public Lab withHeadlessService() {
    if (submission.replaysPlainService() && GoverningService.noneIsHeadless(graded.rendered())) {
      String name = graded.renderedStatefulSet().getSpec().getServiceName();
      return installReady(GoverningService.madeHeadless(name));
    }
    enter(graded.ready());
    return lab();
  }

  private void assumePolicy(String policy) {
    new Assumptions(submission, graded.renderedStatefulSet()).policy(policy);
  }

  @Override
  public void assumeStartCanBeSlow() {
    SlowStart.assumePossible(graded.renderedStatefulSet());
  }

  private Lab handle(Installation installation) {
    return new Lab(installation, evidence, random);
  }

  void end(Optional<Throwable> failure) {
    alarm.ifPresent(Deadline::close);
    try {
      lab.ifPresent(seen -> seen.state().attachState(promise.id()));
      if (failure.filter(e -> !(e instanceof TestAbortedException)).isPresent()) {
        lab.or(this::labThatDidNotBegin).ifPresent(seen -> seen.state().attachTroubles());
      }
    } finally {
      leaveLabs();
    }
  }

  /** The shared lab, where it was installed and its pods did not become ready. */
  private Optional<Lab> labThatDidNotBegin() {
    return promise.sharesItsLab()
        ? graded.installedIfAny().map(this::handle)
        : lease.firstLab().map(this::handle);
  }

  private void leaveLabs() {
    alarm.ifPresent(Deadline::close);
    lease.close();
  }

  private List<String> changes() {
    List<String> all = new ArrayList<>(patches);
    if (lease.firstLab().isEmpty() && lab.isPresent()) {
      graded.judgedCopy().forEach(patch -> all.add(patch.description()));
    }
    all.addAll(lease.changes());
    return List.copyOf(all);
  }

  private Throwable tooLong(Throwable interrupted) {
    TimeoutException timeout =
        new TimeoutException(
            "Stopped after %d s: the limit for one criterion, or the time left for this submission."
                .formatted(left.toSeconds()));
    timeout.initCause(interrupted);
    return timeout;
  }

  /** The criteria that a failure follows from where one of them is broken, most likely first. */
  private List<String> causes(Throwable failure) {
    List<String> causes = new ArrayList<>(Hint.of(failure).map(Advice::about).orElse(List.of()));
    causes.addAll(DependsOn.of(failure));
    if (failure instanceof NotReadyException) {
      causes.addAll(List.of("storage.claims-bound", "probes.present"));
    }
    if (lab.isPresent()
        && new Assumptions(submission, graded.renderedStatefulSet()).hasAnotherPolicy()) {
      causes.add("ordering.policy-as-asked");
    }
    return List.copyOf(causes);
  }

  BehaviourResult observe(Optional<Throwable> failure) {
    return new BehaviourResult(
        promise.id(),
        submission,
        started,
        Duration.between(started, Instant.now()),
        failure.map(this::told),
        failure.flatMap(Hint::of),
        failure.map(this::causes).orElse(List.of()),
        evidence.items(),
        evidence.findings(),
        changes());
  }

  private Throwable told(Throwable met) {
    Throwable failure = alarm.filter(Deadline::hasRung).isPresent() ? tooLong(met) : met;
    return needsCluster() ? run.outage().insteadOf(failure) : failure;
  }
}
