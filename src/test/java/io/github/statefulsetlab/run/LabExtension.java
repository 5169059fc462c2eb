package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.lab.Evidence;
import io.github.statefulsetlab.lab.GoverningService;
import io.github.statefulsetlab.lab.Hint;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.ReadinessGate;
import io.github.statefulsetlab.lab.Rendering;
import io.github.statefulsetlab.lab.ServicePatches;
import io.github.statefulsetlab.lab.SlowStart;
import io.github.statefulsetlab.lab.StatefulSetPatches;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Submission;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.support.ParameterInfo;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/**
 * Hands each {@link Behaviour} the lab that it needs, and tells what came of it. One that met a
 * fault of the cluster or the harness is checked once more, from the start.
 */
final class LabExtension
    implements BeforeEachCallback,
        AfterEachCallback,
        InvocationInterceptor,
        ParameterResolver,
        TestWatcher {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LabExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) throws TimeoutException {
    LabRun run = LabRun.of(context);
    Attempt attempt = new Attempt(run.resources(), run.of(submission(context)), behaviour(context));
    store(context).put(Attempt.class, attempt);
    run.resources()
        .listeners()
        .tell(l -> l.behaviourStarted(attempt.behaviour.value(), attempt.submission));
    try {
      attempt.begin();
    } catch (RuntimeException e) {
      attempt.beginAgain(e);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable e) {
      Attempt attempt = attempt(context);
      attempt.beginAgain(e);
      ReflectionSupport.invokeMethod(
          invoked.getExecutable(),
          invoked.getTarget().orElseThrow(),
          invoked.getArguments().stream()
              .map(given -> attempt.handOut(given.getClass()))
              .toArray());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    attempt(context).end(context.getExecutionException());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Lab.class || type == LabFactory.class || type == Rendering.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return attempt(context).handOut(parameter.getParameter().getType());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    report(context, Optional.empty());
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    report(context, Optional.ofNullable(cause));
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    report(context, Optional.ofNullable(cause));
  }

  private static void report(ExtensionContext context, Optional<Throwable> failure) {
    Attempt attempt = attempt(context);
    BehaviourResult observation = attempt.observe(failure);
    attempt.run.listeners().tell(l -> l.behaviourFinished(observation));
  }

  private static Submission submission(ExtensionContext context) {
    ParameterInfo invocation = Objects.requireNonNull(ParameterInfo.get(context), "not a @LabTest");
    return Objects.requireNonNull(invocation.getArguments().get(0, Submission.class));
  }

  private static Behaviour behaviour(ExtensionContext context) {
    return context.getRequiredTestMethod().getAnnotation(Behaviour.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  private static Attempt attempt(ExtensionContext context) {
    return Objects.requireNonNull(store(context).get(Attempt.class, Attempt.class));
  }

  /** One behaviour being checked on one submission. */
  private static final class Attempt implements LabFactory {

    private final RunResources run;
    private final SubmissionRun graded;
    private final Submission submission;
    private final Behaviour behaviour;
    private final Evidence evidence = new Evidence();
    private final Hint hint = new Hint();

    /** From here on it is at work itself, and no longer waits for a place, a lab or its turn. */
    private Instant started = Instant.now();

    private Duration left = Timeouts.CRITERION;
    private Optional<Deadline> alarm = Optional.empty();

    private final Random random;
    private final List<Installation> own = new ArrayList<>();
    private final List<String> patches = new ArrayList<>();
    private Optional<Lab> lab = Optional.empty();
    private Optional<Rendering> rendering = Optional.empty();
    private Optional<Installation> counted = Optional.empty();
    private boolean hasPlace;
    private boolean isSecond;

    Attempt(RunResources run, SubmissionRun graded, Behaviour behaviour) {
      this.run = run;
      this.graded = graded;
      this.submission = graded.submission();
      this.behaviour = behaviour;
      this.random =
          new Random(run.settings().seed() ^ (behaviour.value() + submission.id()).hashCode());
    }

    void begin() throws TimeoutException {
      requireAsked();
      if (behaviour.needs() != Behaviour.Needs.RENDERED_CHART) {
        graded.requireUsable();
        left = graded.timeLeft();
      }
      switch (behaviour.needs()) {
        case SHARED_LAB -> enter(graded.ready());
        case SHARED_LAB_AS_IT_STARTS -> enter(graded.begun());
        case SHARED_LAB_AND_ITS_COUNTS -> {
          Installation shared = graded.ready();
          requireCounter(shared);
          shared.counting().lock();
          counted = Optional.of(shared);
          enter(shared);
        }
        case OWN_LAB -> {
          takePlace();
          Installation installed = Installation.begin(graded, graded.judgedCopy());
          own.add(installed);
          lab = Optional.of(handle(installed.awaitReady()));
        }
        case RENDERED_CHART -> rendering = Optional.of(graded.rendering(evidence, hint));
        case CUSTOM_LAB -> {}
      }
    }

    private void requireAsked() {
      if (Asked.ONLY_WHERE_ASKED.contains(behaviour.value())
          && !submission.asked().asks(behaviour.value())) {
        throw new TestAbortedException("No rubric asks for it.");
      }
    }

    private static void requireCounter(Installation shared) {
      if (!shared.contract().hasCounter()) {
        throw new TestAbortedException(
            "No page counts; say visitPath in lab.yaml if there is one.");
      }
    }

    private void enter(Installation shared) {
      startClock();
      lab = Optional.of(handle(shared));
    }

    /** Once, however many labs follow: else two that want a second one wait for each other. */
    private void takePlace() {
      if (!hasPlace) {
        run.session().takePlace();
        hasPlace = true;
        run.cluster();
        startClock();
      }
    }

    /**
     * Starts anew after a fault of our own, but not twice.
     *
     * @throws Throwable the failure itself, if it is the submission's doing or nothing can be done
     */
    <T extends Throwable> void beginAgain(T failure) throws T, TimeoutException {
      if (isSecond || !GraderFault.is(failure) || alarm.filter(Deadline::hasRung).isPresent()) {
        throw failure;
      }
      isSecond = true;
      evidence.add(
          "A fault of the grader's own, after which this was checked again",
          GraderFault.trace(failure));
      leaveLabs();
      own.clear();
      patches.clear();
      begin();
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
      return lab.orElseThrow(
          () -> new IllegalStateException(behaviour.value() + " asked for no lab."));
    }

    Rendering rendering() {
      return rendering.orElseThrow(
          () -> new IllegalStateException(behaviour.value() + " asked for no rendered chart."));
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
      own.add(installed);
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
              Stream.concat(with.stream(), Stream.of(ReadinessGate.closed()))
                  .toArray(Patch[]::new));
      for (int i = 0; i < gated.pods().size(); i++) {
        gated.podWithReadyContainers(i).openGate();
      }
      gated.installation().awaitReady();
      return gated;
    }

    @Override
    public void onlyWhereLivenessNoticesAHang() {
      Probe liveness = graded.plan().found().container().getLivenessProbe();
      if (liveness != null && liveness.getTcpSocket() != null) {
        throw new TestAbortedException(
            "The livenessProbe opens a TCP connection, which the kernel accepts for an app that hangs, too.");
      }
    }

    @Override
    public Lab withHeadlessService() {
      if (submission.replaysPlainService() && GoverningService.noneIsHeadless(graded.rendered())) {
        String name = graded.renderedStatefulSet().getSpec().getServiceName();
        return installReady(GoverningService.madeHeadless(name));
      }
      Lab handle = handle(graded.ready());
      lab = Optional.of(handle);
      return handle;
    }

    @Override
    public void hinting(String instead) {
      hint.set(instead);
    }

    @Override
    public void assumePolicy(String policy) {
      Lab.assumePolicy(submission, graded.renderedStatefulSet(), policy);
    }

    @Override
    public void assumeStartCanBeSlow() {
      SlowStart.assumePossible(graded.renderedStatefulSet());
    }

    private Lab handle(Installation installation) {
      return new Lab(installation, evidence, hint, random);
    }

    void end(Optional<Throwable> failure) {
      alarm.ifPresent(Deadline::close);
      try {
        lab.ifPresent(seen -> seen.attachState(behaviour.value()));
        if (failure.filter(e -> !(e instanceof TestAbortedException)).isPresent()) {
          lab.or(this::labThatDidNotBegin).ifPresent(Lab::attachTroubles);
        }
      } finally {
        leaveLabs();
      }
    }

    /** The shared lab, where it was installed and its pods did not become ready. */
    private Optional<Lab> labThatDidNotBegin() {
      return behaviour.needs().name().startsWith("SHARED")
          ? graded.installedIfAny().map(this::handle)
          : own.stream().findFirst().map(this::handle);
    }

    private void leaveLabs() {
      alarm.ifPresent(Deadline::close);
      counted.ifPresent(installation -> installation.counting().unlock());
      counted = Optional.empty();
      own.forEach(Installation::close);
      if (hasPlace) {
        run.session().leavePlace();
        hasPlace = false;
      }
    }

    private List<String> changes() {
      List<String> all = new ArrayList<>(patches);
      if (own.isEmpty() && lab.isPresent()) {
        graded.judgedCopy().forEach(patch -> all.add(patch.description()));
      }
      own.forEach(installation -> all.addAll(installation.changes()));
      return List.copyOf(all);
    }

    private Throwable tooLong(Throwable interrupted) {
      TimeoutException timeout =
          new TimeoutException(
              "Stopped after %d s, which is what one criterion may take, or what was left of the submission's time."
                  .formatted(left.toSeconds()));
      timeout.initCause(interrupted);
      return timeout;
    }

    BehaviourResult observe(Optional<Throwable> failure) {
      return new BehaviourResult(
          behaviour.value(),
          submission,
          started,
          Duration.between(started, Instant.now()),
          alarm.filter(Deadline::hasRung).isPresent() ? failure.map(this::tooLong) : failure,
          hint.text(),
          evidence.items(),
          changes());
    }
  }
}
