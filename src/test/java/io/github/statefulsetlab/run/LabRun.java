package io.github.statefulsetlab.run;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.sandbox.NetworkPolicyProbe;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.AskedSource;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.StudentCharts;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.SubmissionCatalog;
import io.github.statefulsetlab.submission.UsageException;
import io.github.statefulsetlab.support.CleanUp;
import io.github.statefulsetlab.support.DaemonThreads;
import io.github.statefulsetlab.support.Futures;
import io.github.statefulsetlab.support.Lazy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One run of the suite: its submissions, and what they share. Created by the first behaviour,
 * closed by JUnit after the last one.
 */
final class LabRun implements AutoCloseable {

  /** The first labs are what everybody waits for. */
  private static final Duration CANARY_DELAY = Duration.ofSeconds(5);

  private static final Executor CANARY = new DaemonThreads("lab-canary");
  private static final Executor REMOVAL = new DaemonThreads("lab-removal");

  private final RunResources resources;
  private final List<Submission> submissions;
  private final Map<String, SubmissionRun> runs = new ConcurrentHashMap<>();
  private final boolean ownsSession;
  private final CompletableFuture<Void> canary;
  private final Lazy<Control> control;

  private LabRun(LabSetup setup, boolean ownsSession) {
    this.resources = new RunResources(setup);
    this.submissions = setup.submissions();
    this.ownsSession = ownsSession;
    this.control = Lazy.of(() -> Control.beside(setup));
    submissions.forEach(
        submission ->
            submission
                .adaptation()
                .notes()
                .forEach(
                    note -> resources.listeners().tell(l -> l.submissionNoted(submission, note))));
    this.canary =
        ownsSession
            ? resources
                .whenClusterIsReady()
                .thenAcceptAsync(
                    standing -> observeNetworkPolicy(),
                    CompletableFuture.delayedExecutor(
                        CANARY_DELAY.toSeconds(), TimeUnit.SECONDS, CANARY))
            : CompletableFuture.completedFuture(null);
  }

  /** The run that this test belongs to. */
  static LabRun of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LabRun.class))
        .computeIfAbsent(Attempted.class, key -> attempt(context), Attempted.class)
        .orThrow();
  }

  /** A run, or the reason why there is none: found out once, however many classes ask. */
  private record Attempted(Optional<LabRun> run, Optional<UsageException> refusal)
      implements AutoCloseable {

    LabRun orThrow() {
      return run.orElseThrow(refusal::orElseThrow);
    }

    @Override
    public void close() {
      run.ifPresent(LabRun::close);
    }
  }

  private static Attempted attempt(ExtensionContext context) {
    try {
      LabRun run = LabSetup.lentTo(context).map(LabRun::lent).orElseGet(LabRun::ofItsOwn);
      return new Attempted(Optional.of(run), Optional.empty());
    } catch (UsageException e) {
      return new Attempted(Optional.empty(), Optional.of(e));
    }
  }

  private static LabRun lent(LabSetup setup) {
    new RunListeners(setup.listeners())
        .tell(l -> l.runStarted(setup.settings(), setup.submissions()));
    return new LabRun(setup, false);
  }

  private static LabRun ofItsOwn() {
    RunListeners listeners = RunListeners.found();
    try {
      Settings settings = Settings.fromSystemProperties();
      List<Submission> selected = SubmissionCatalog.selected(settings);
      ClusterSession session =
          ClusterSession.start(settings, what -> listeners.tell(l -> l.progress(what)));
      try {
        return begin(settings, selected, listeners, session);
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (UsageException e) {
      listeners.tell(l -> l.runRefused(e));
      throw e;
    }
  }

  private static LabRun begin(
      Settings settings,
      List<Submission> selected,
      RunListeners listeners,
      ClusterSession session) {
    Asked asked = AskedSource.ofAll(Submission.MAIN);
    Stream<Submission> asking = selected.stream().map(s -> s.asking(asked));
    List<Submission> submissions =
        Stream.concat(
                settings.chart().isEmpty()
                    ? asking
                    : asking.flatMap(s -> oneForEachSet(s, session)),
                SubmissionCatalog.further(settings).stream()
                    .flatMap(s -> oneForEachSet(s, session).limit(1)))
            .toList();
    listeners.tell(l -> l.runStarted(settings, submissions));
    LabRun run = new LabRun(new LabSetup(settings, submissions, listeners.all(), session), true);
    if (!settings.values().isEmpty()) {
      run.requireUsableValues();
    }
    return run;
  }

  private static Stream<Submission> oneForEachSet(Submission of, ClusterSession session) {
    return StudentCharts.oneForEachSet(of, session.helm(), session.versionToRenderFor());
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

  /** Ends the run for all submissions if the cluster lacks what it had when the run began. */
  void endIfClusterIsBroken() {
    try {
      ClusterReadiness.awaitReady(resources.cluster(), Timeouts.SHOW);
    } catch (ClusterException e) {
      String what =
          "The cluster can't be used any more, and the bundled chart can't be checked on it either. %s"
              .formatted(e.getMessage());
      if (resources.outage().begin(what)) {
        resources.listeners().tell(l -> l.progress(what));
      }
    }
  }

  /**
   * Values that somebody gave by hand and that the chart refuses are bad usage, not a bad chart.
   */
  private void requireUsableValues() {
    for (Submission submission : submissions) {
      of(submission)
          .refusal()
          .ifPresent(
              words -> {
                throw new UsageException(
                    "The chart %s rejects the values in %s: %s"
                        .formatted(
                            submission.chart().name(), resources.settings().values(), words));
              });
    }
  }

  private void observeNetworkPolicy() {
    RunListeners listeners = resources.listeners();
    String guarded = resources.newNamespaceName("canary");
    String other = resources.newNamespaceName("canary-visitor");
    try {
      boolean enforced =
          new NetworkPolicyProbe(resources.cluster().client(), resources.toolboxImage())
              .isEnforced(guarded, other);
      listeners.tell(l -> l.networkPolicySeen(enforced));
    } catch (RuntimeException e) {
      listeners.tell(
          l -> l.progress("can't tell whether NetworkPolicies are enforced: " + e.getMessage()));
    } finally {
      resources.session().discard(guarded);
      resources.session().discard(other);
    }
  }

  /** Nobody waits for the cluster to go before they hear the result. */
  @Override
  public void close() {
    Lazy<CompletableFuture<Void>> removal =
        Lazy.of(() -> CompletableFuture.runAsync(resources.session()::close, REMOVAL));
    try (CleanUp cleanUp = new CleanUp()) {
      if (ownsSession) {
        cleanUp.add(() -> Futures.await(removal.get()));
      }
      cleanUp.add(() -> resources.listeners().tell(RunListener::runFinished));
      cleanUp.add(resources.settlement()::close);
      if (ownsSession) {
        cleanUp.add(removal::get);
      }
      if (!ownsSession || resources.settings().usesExistingCluster()) {
        cleanUp.add(() -> resources.elsewhere().discard(resources.session()::discard));
        runs.values().forEach(run -> cleanUp.add(run::close));
        control.ifMade().ifPresent(made -> cleanUp.add(made::close));
      }
      cleanUp.add(this::awaitCanary);
    }
  }

  private void awaitCanary() {
    canary
        .completeOnTimeout(null, Timeouts.SHOW.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(e -> null)
        .join();
  }
}
