package io.github.statefulsetlab.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterSession;
import io.github.statefulsetlab.run.LabSetup;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.StudentCharts;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the suite, or a part of it, on submissions, a few at a time and all on one cluster. Reports
 * and the run that this is part of do not hear of it.
 */
final class SuiteRunner implements AutoCloseable {

  private static final String THREADS = "16";

  private final Settings settings;
  private final ClusterSession cluster;
  private final ExecutorService runs;

  /**
   * Starts a cluster in the background.
   *
   * @param atOnce how many submissions are worked on at the same time
   */
  SuiteRunner(Settings settings, int atOnce) {
    this.settings = settings;
    this.cluster = ClusterSession.start(settings, what -> {});
    this.runs =
        Executors.newFixedThreadPool(
            atOnce,
            task -> {
              Thread thread = new Thread(task, "suite-run");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The cluster that all runs share. */
  LabCluster cluster() {
    return cluster.cluster();
  }

  /** What is to be graded of a chart of a student's. */
  List<Submission> handedIn(Path chart, Values values) {
    return StudentCharts.handedIn(chart, values, cluster.helm());
  }

  /** Checks these behaviours on the submission as soon as its turn comes. */
  CompletableFuture<SuiteRun> submit(Submission submission, List<BehaviourMethod> behaviours) {
    return CompletableFuture.supplyAsync(() -> run(submission, behaviours), runs);
  }

  private SuiteRun run(Submission submission, List<BehaviourMethod> behaviours) {
    Instant begun = Instant.now();
    Recording recording = new Recording();
    try (LauncherSession session = LauncherFactory.openSession(unheard())) {
      new LabSetup(settings, List.of(submission), List.of(recording), cluster).lendTo(session);
      session.getLauncher().execute(request(behaviours));
    }
    return new SuiteRun(
        Map.copyOf(recording.observations),
        Set.copyOf(recording.notes),
        Duration.between(begun, Instant.now()));
  }

  /** Without Allure and whatever else registers itself. */
  private static LauncherConfig unheard() {
    return LauncherConfig.builder()
        .enableTestExecutionListenerAutoRegistration(false)
        .enableLauncherSessionListenerAutoRegistration(false)
        .enablePostDiscoveryFilterAutoRegistration(false)
        .build();
  }

  private static LauncherDiscoveryRequest request(List<BehaviourMethod> behaviours) {
    List<? extends DiscoverySelector> selected =
        behaviours.stream().map(b -> selectMethod(b.type(), b.method())).toList();
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selected)
        .enableImplicitConfigurationParameters(false)
        .configurationParameters(
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", THREADS))
        .build();
  }

  @Override
  public void close() {
    runs.shutdownNow();
    cluster.close();
  }

  private static final class Recording implements RunListener {

    private final Map<String, BehaviourResult> observations = new ConcurrentHashMap<>();
    private final Set<String> notes = ConcurrentHashMap.newKeySet();

    @Override
    public void submissionNoted(Submission submission, String note) {
      notes.add(note);
    }

    @Override
    public void behaviourFinished(BehaviourResult observation) {
      observations.put(observation.id(), observation);
    }
  }
}
