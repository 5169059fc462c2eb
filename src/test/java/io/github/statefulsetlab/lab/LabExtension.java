package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.Patch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.support.ParameterInfo;

/** Hands each {@link Behaviour} the lab that it needs, and tells what came of it. */
final class LabExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver, TestWatcher {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LabExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    LabRun run = LabRun.of(context);
    Attempt attempt = new Attempt(run, submission(context), behaviour(context));
    store(context).put(Attempt.class, attempt);
    run.tell(l -> l.behaviourStarted(attempt.behaviour.value(), attempt.submission));
    attempt.begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    attempt(context).end();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Lab.class || type == Labs.class || type == Rendering.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Attempt attempt = attempt(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == Rendering.class) {
      return attempt.rendering();
    }
    return type == Labs.class ? attempt : attempt.lab();
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
    Observation observation = attempt.observe(failure);
    attempt.run.tell(l -> l.behaviourFinished(observation));
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
  private static final class Attempt implements Labs {

    private final LabRun run;
    private final Submission submission;
    private final Behaviour behaviour;
    private final Evidence evidence = new Evidence();
    private final Hint hint = new Hint();

    /** From here on it is at work itself, and no longer waits for a place, a lab or its turn. */
    private Instant started = Instant.now();

    private final Random random;
    private final List<Installation> own = new ArrayList<>();
    private final List<String> patches = new ArrayList<>();
    private Optional<Lab> lab = Optional.empty();
    private Optional<Rendering> rendering = Optional.empty();
    private Optional<Installation> counted = Optional.empty();
    private boolean hasPlace;

    Attempt(LabRun run, Submission submission, Behaviour behaviour) {
      this.run = run;
      this.submission = submission;
      this.behaviour = behaviour;
      this.random =
          new Random(run.settings().seed() ^ (behaviour.value() + submission.id()).hashCode());
    }

    void begin() {
      if (behaviour.needs() != Behaviour.Needs.RENDERED_CHART) {
        run.requireRenders(submission);
      }
      switch (behaviour.needs()) {
        case SHARED_LAB -> {
          lab = Optional.of(handle(run.sharedInstallation(submission)));
          started = Instant.now();
        }
        case SHARED_LAB_AS_IT_STARTS ->
            lab = Optional.of(handle(run.begunInstallation(submission)));
        case SHARED_LAB_AND_ITS_COUNTS -> {
          Installation shared = run.sharedInstallation(submission);
          shared.counting().lock();
          started = Instant.now();
          counted = Optional.of(shared);
          lab = Optional.of(handle(shared));
        }
        case OWN_LAB -> {
          takePlace();
          Installation installed = Installation.begin(run, submission, List.of());
          own.add(installed);
          lab = Optional.of(handle(installed.awaitReady()));
        }
        case RENDERED_CHART -> rendering = Optional.of(run.rendering(submission, evidence, hint));
        case NO_LAB -> {}
      }
    }

    /** Once, however many labs follow: else two that want a second one wait for each other. */
    private void takePlace() {
      if (!hasPlace) {
        run.session().takePlace();
        hasPlace = true;
        run.cluster();
        started = Instant.now();
      }
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
    public Lab installing(Patch... with) {
      takePlace();
      Installation installed = Installation.begin(run, submission, List.of(with));
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
    public Lab installingReady(Patch... with) {
      Lab handle = installing(with);
      handle.installation().awaitReady();
      return handle;
    }

    @Override
    public Lab installingReadyToBreakReadiness(Patch... with) {
      return run.contract(submission).hasFaults()
          ? installingReady(with)
          : installingReady(
              Stream.concat(Stream.of(with), Stream.of(Patches.withoutLiveness()))
                  .toArray(Patch[]::new));
    }

    @Override
    public Lab withHeadlessService() {
      if (submission.replaysPlainService()
          && GoverningService.noneIsHeadless(run.rendered(submission))) {
        String name = run.renderedStatefulSet(submission).getSpec().getServiceName();
        return installingReady(GoverningService.madeHeadless(name));
      }
      Lab handle = handle(run.sharedInstallation(submission));
      lab = Optional.of(handle);
      return handle;
    }

    @Override
    public void hinting(String instead) {
      hint.set(instead);
    }

    @Override
    public void onlyWherePolicyIs(String policy) {
      Lab.onlyWherePolicyIs(submission, run.renderedStatefulSet(submission), policy);
    }

    @Override
    public void onlyWhereStartCanBeSlow() {
      SlowStart.onlyWherePossible(run.renderedStatefulSet(submission));
    }

    private Lab handle(Installation installation) {
      return new Lab(installation, evidence, hint, random);
    }

    void end() {
      try {
        lab.ifPresent(Lab::attachState);
      } finally {
        counted.ifPresent(installation -> installation.counting().unlock());
        own.forEach(Installation::close);
        if (hasPlace) {
          run.session().leavePlace();
        }
      }
    }

    private List<String> changes() {
      List<String> all = new ArrayList<>(patches);
      own.forEach(installation -> all.addAll(installation.changes()));
      return List.copyOf(all);
    }

    Observation observe(Optional<Throwable> failure) {
      return new Observation(
          behaviour.value(),
          submission,
          started,
          Duration.between(started, Instant.now()),
          failure,
          hint.text(),
          evidence.items(),
          changes());
    }
  }
}
