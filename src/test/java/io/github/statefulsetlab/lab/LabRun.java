package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.HelmRunner;
import io.github.statefulsetlab.chart.Release;
import io.github.statefulsetlab.cluster.AppImage;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.cluster.ExistingCluster;
import io.github.statefulsetlab.cluster.K3sCluster;
import io.github.statefulsetlab.cluster.LabCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one run of the suite shares: its settings and submissions, the cluster, Helm, the labs that
 * behaviours share, and those who listen. Created by the first behaviour, closed by JUnit after the
 * last one.
 */
final class LabRun implements AutoCloseable {

  private static final String GRADER_IMAGE = "docker.io/statefulset-lab/toolbox:1";
  private static final String GRADER_IMAGE_FROM_REGISTRY = "alpine:3.22";

  private static final Path CLASSES = Path.of("target", "classes");

  private final Settings settings;
  private final List<Submission> submissions;
  private final List<LabListener> listeners;
  private final CompletableFuture<LabCluster> cluster;
  private final CompletableFuture<HelmRunner> helm;
  private final Map<String, CompletableFuture<Installation>> shared = new ConcurrentHashMap<>();
  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final Random names = new Random();

  private LabRun(Settings settings, List<Submission> submissions, List<LabListener> listeners) {
    this.settings = settings;
    this.submissions = submissions;
    this.listeners = listeners;
    CompletableFuture<AppImage> image = background(() -> AppImage.of(CLASSES));
    this.helm = background(HelmRunner::new);
    this.cluster = background(() -> start(image));
  }

  /** The run that this test belongs to. */
  static LabRun of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LabRun.class))
        .computeIfAbsent(LabRun.class, key -> begin(), LabRun.class);
  }

  private static LabRun begin() {
    List<LabListener> listeners =
        ServiceLoader.load(LabListener.class).stream().map(ServiceLoader.Provider::get).toList();
    try {
      Settings settings = Settings.fromSystemProperties();
      List<Submission> submissions = Profiles.selected(settings);
      listeners.forEach(l -> l.runStarted(settings, submissions));
      return new LabRun(settings, submissions, listeners);
    } catch (UsageException e) {
      listeners.forEach(l -> l.runRefused(e));
      throw e;
    }
  }

  private static <T> CompletableFuture<T> background(java.util.function.Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, "lab-start").start());
  }

  private LabCluster start(CompletableFuture<AppImage> image) {
    Instant begun = Instant.now();
    LabCluster started =
        settings.usesExistingCluster()
            ? ExistingCluster.connect(settings.kubeConfig())
            : K3sCluster.start(settings.nodeImage(), this::progress);
    AppImage app = await(image);
    CompletableFuture<Void> loaded =
        CompletableFuture.runAsync(
            () -> started.load(app.tar()), task -> new Thread(task, "lab-image").start());
    ClusterReadiness.awaitReady(started);
    await(loaded);
    LabListener.ClusterFacts facts =
        new LabListener.ClusterFacts(
            started.description(),
            started.kubernetesVersion(),
            app.configDigest(),
            Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    tell(l -> l.clusterReady(facts));
    return started;
  }

  Settings settings() {
    return settings;
  }

  List<Submission> submissions() {
    return submissions;
  }

  LabCluster cluster() {
    return await(cluster);
  }

  HelmRunner helm() {
    return await(helm);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The lab that behaviours of a submission share; installed by whoever asks first. */
  Installation sharedInstallation(Submission submission) {
    CompletableFuture<Installation> mine = new CompletableFuture<>();
    CompletableFuture<Installation> first = shared.putIfAbsent(submission.id(), mine);
    if (first != null) {
      return await(first);
    }
    try {
      mine.complete(install(submission));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
    return await(mine);
  }

  /** A new lab, with all its pods ready. */
  Installation install(Submission submission) {
    return Installation.begin(this, submission, List.of()).awaitReady();
  }

  /** The StatefulSet that the chart renders to, before anything is installed. */
  StatefulSet renderedStatefulSet(Submission submission) {
    Chart chart = submission.chart();
    return new Release(helm(), cluster(), chart, submission.values(), submission.id(), "default")
        .manifests().of(StatefulSet.class).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new NotGradableException(
                        "The chart " + chart.name() + " renders no StatefulSet."));
  }

  String graderImage() {
    boolean preloaded =
        cluster().client().nodes().list().getItems().stream()
            .filter(node -> node.getStatus().getImages() != null)
            .flatMap(node -> node.getStatus().getImages().stream())
            .flatMap(image -> image.getNames().stream())
            .anyMatch(GRADER_IMAGE::equals);
    return preloaded ? GRADER_IMAGE : GRADER_IMAGE_FROM_REGISTRY;
  }

  String newNamespaceName(Submission submission) {
    String id = submission.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String name;
    synchronized (names) {
      name = "lab-%.40s-%05x".formatted(id, names.nextInt(1 << 20));
    }
    namespaces.add(name);
    return name;
  }

  /** Gives up a namespace: deleted without waiting, so that its pods make room for others. */
  void discard(String namespace) {
    if (settings.keep()) {
      return;
    }
    cluster().client().namespaces().withName(namespace).delete();
  }

  void progress(String what) {
    tell(l -> l.progress(what));
  }

  void tell(Consumer<LabListener> message) {
    listeners.forEach(message);
  }

  @Override
  public void close() {
    try {
      if (cluster.isDone() && !cluster.isCompletedExceptionally()) {
        closeCluster(cluster.join());
      }
      if (helm.isDone() && !helm.isCompletedExceptionally()) {
        helm.join().close();
      }
    } finally {
      tell(LabListener::runFinished);
    }
  }

  private void closeCluster(LabCluster standing) {
    if (!standing.isEphemeral() && !settings.keep()) {
      shared.values().stream()
          .filter(f -> !f.isCompletedExceptionally())
          .forEach(f -> f.join().close());
      progress("removing the namespaces of this run");
      namespaces.forEach(
          name ->
              standing
                  .client()
                  .namespaces()
                  .withName(name)
                  .waitUntilCondition(
                      java.util.Objects::isNull, 2, java.util.concurrent.TimeUnit.MINUTES));
    }
    standing.close();
  }
}
