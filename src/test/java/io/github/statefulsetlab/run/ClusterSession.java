package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.cluster.ExistingCluster;
import io.github.statefulsetlab.cluster.K3sCluster;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.sandbox.AdmissionFence;
import io.github.statefulsetlab.sandbox.Namespaces;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.support.CleanUp;
import io.github.statefulsetlab.support.DaemonThreads;
import io.github.statefulsetlab.support.Futures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster with the counter's image on it, and Helm: what several runs of the suite in one process
 * can share. It comes up in the background.
 */
public final class ClusterSession implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ClusterSession.class.getName());
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Executor REMOVAL = new DaemonThreads("lab-abandon");
  private static final Executor IMAGE = new DaemonThreads("lab-image");

  /** What a cluster that stands lacks by then it will not have; a new one may need longer. */
  private static final Duration STANDS_ALREADY = Duration.ofSeconds(30);

  private static final Duration ABANDONED = Duration.ofSeconds(20);
  private static final Duration NAMESPACES_GONE = Duration.ofMinutes(2);

  private final Settings settings;
  private final Consumer<String> progress;
  private final CompletableFuture<LabCluster> started;
  private final CompletableFuture<Standing> standing;
  private final CompletableFuture<HelmRunner> helm;
  private final Semaphore places;
  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Optional<String>> fence;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean isAbandoned;
  private final Thread whenKilled = new Thread(this::abandon, "lab-abandon");

  /** A cluster that can be used, and what reports say about it. */
  record Standing(LabCluster cluster, ClusterFacts facts) {}

  /** Starts a new cluster, with an archive of an image that its node has from the start. */
  private interface Starter {
    LabCluster start(String nodeImage, Supplier<Path> archive, Consumer<String> progress);
  }

  private ClusterSession(Settings settings, Consumer<String> progress, Starter starter) {
    this.settings = settings;
    this.progress = progress;
    this.places = new Semaphore(settings.parallelLabs(), true);
    CompletableFuture<AppImage> image = Futures.background(() -> AppImage.of(CLASSES));
    this.helm = Futures.background(HelmRunner::new);
    Instant begun = Instant.now();
    this.started = Futures.background(() -> start(starter, () -> Futures.await(image).tar()));
    this.fence = Futures.background(() -> putUpFence(Futures.await(started)));
    this.standing = Futures.background(() -> makeUsable(Futures.await(started), image, begun));
    if (isToBeCleanedUp()) {
      Runtime.getRuntime().addShutdownHook(whenKilled);
    }
  }

  /** Whether what a run makes would stay on the cluster when the run is over. */
  private boolean isToBeCleanedUp() {
    return settings.usesExistingCluster() && !settings.keep();
  }

  /** Ctrl-C, or SIGTERM: what has been made goes without being waited for. */
  public void abandon() {
    isAbandoned = true;
    if (started.isDone() && !started.isCompletedExceptionally()) {
      CompletableFuture.runAsync(() -> abandon(started.join().client()), REMOVAL)
          .completeOnTimeout(null, ABANDONED.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }

  private void abandon(KubernetesClient client) {
    for (String namespace : namespaces) {
      try {
        Namespaces.delete(client, namespace);
      } catch (KubernetesClientException e) {
        progress.accept("namespace %s was left behind: %s".formatted(namespace, e.getMessage()));
      }
    }
    fence.handle((whyNot, failure) -> whyNot).join();
    AdmissionFence.takeDown(client);
  }

  private Optional<String> putUpFence(LabCluster cluster) {
    return isAbandoned
        ? Optional.of("the run was given up")
        : AdmissionFence.putUp(cluster.client(), cluster.isEphemeral());
  }

  /**
   * Starts what the settings ask for and returns at once.
   *
   * @param progress told what is being done
   */
  public static ClusterSession start(Settings settings, Consumer<String> progress) {
    return new ClusterSession(settings, progress, K3sCluster::start);
  }

  /** As {@link #start}, with a cluster that can outlive this process. */
  static ClusterSession startPlayground(Settings settings, Consumer<String> progress) {
    return new ClusterSession(settings, progress, K3sCluster::startPlayground);
  }

  private LabCluster start(Starter starter, Supplier<Path> archive) {
    return settings.usesExistingCluster()
        ? ExistingCluster.connect(settings.kubeConfig())
        : starter.start(settings.nodeImage(), archive, progress);
  }

  private Standing makeUsable(
      LabCluster cluster, CompletableFuture<AppImage> image, Instant begun) {
    AppImage app = Futures.await(image);
    if (settings.usesExistingCluster()) {
      CompletableFuture<Void> loaded =
          settings.image().isPresent()
              ? CompletableFuture.completedFuture(null)
              : CompletableFuture.runAsync(() -> cluster.load(app.tar()), IMAGE);
      ClusterReadiness.awaitReady(cluster, STANDS_ALREADY);
      Futures.await(loaded);
    } else {
      ClusterReadiness.awaitReady(cluster);
      if (!ClusterReadiness.hasImage(cluster.client(), app.reference())) {
        cluster.load(app.tar());
      }
    }
    Futures.await(fence).ifPresent(progress);
    return new Standing(
        cluster,
        new ClusterFacts(
            cluster.description(),
            cluster.kubernetesVersion(),
            imageDigest(app),
            Duration.between(begun, Instant.now()).toMillis() / 1000.0));
  }

  /** Where another image is given for a cluster that exists, the counter's is not put there. */
  private String imageDigest(AppImage app) {
    return settings.image().filter(i -> settings.usesExistingCluster()).orElse(app.configDigest());
  }

  CompletableFuture<Standing> standing() {
    return standing;
  }

  /** The cluster, once it can be used. */
  public LabCluster cluster() {
    return Futures.await(standing).cluster();
  }

  /** The version of Kubernetes that charts are rendered for; known at once for the pinned k3s. */
  String versionToRenderFor() {
    return settings.usesExistingCluster() || !settings.nodeImage().isEmpty()
        ? cluster().kubernetesVersion()
        : K3sCluster.KUBERNETES_VERSION;
  }

  /** Helm, once it runs. */
  public HelmRunner helm() {
    return Futures.await(helm);
  }

  /** Room for behaviours with labs of their own. */
  Semaphore places() {
    return places;
  }

  void uses(String namespace) {
    namespaces.add(namespace);
  }

  /**
   * Gives up a namespace without waiting, so that its pods make room for others. On a cluster that
   * goes away by itself the claims stay, empty: taking a volume down costs as much as a pod.
   */
  void discard(String namespace) {
    if (settings.keep()) {
      return;
    }
    LabCluster cluster = Futures.await(standing).cluster();
    if (!cluster.isEphemeral()) {
      Namespaces.delete(cluster.client(), namespace);
      return;
    }
    Namespaces.stopPods(cluster.client(), namespace);
    REMOVAL.execute(() -> leave(cluster, namespace));
  }

  /** Nothing of a submission goes on, costs anything or is full for the next one. */
  private static void leave(LabCluster cluster, String namespace) {
    try (CleanUp left = new CleanUp()) {
      left.add(() -> cluster.emptyVolumes(namespace));
      left.add(() -> Namespaces.stopAll(cluster.client(), namespace));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "Something is left in %s.".formatted(namespace), e);
    }
  }

  /**
   * At once what is there already; what is still coming up when it is there, whether it can be used
   * then or not.
   */
  @Override
  public void close() {
    standing
        .handle((up, failure) -> started.thenAccept(this::close))
        .thenCompose(closing -> closing)
        .whenComplete((done, failure) -> closed.complete(null));
    helm.thenAccept(HelmRunner::close);
  }

  /** Done once the cluster is closed, or it is known that there is none. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  private void close(LabCluster cluster) {
    if (isToBeCleanedUp()) {
      awaitNamespacesGone(cluster);
      AdmissionFence.takeDown(cluster.client());
      try {
        Runtime.getRuntime().removeShutdownHook(whenKilled);
      } catch (IllegalStateException e) {
        // It runs, and finds nothing any more.
      }
    }
    cluster.close();
  }

  private void awaitNamespacesGone(LabCluster cluster) {
    progress.accept("removing the namespaces of this run");
    for (String name : namespaces) {
      try {
        cluster
            .client()
            .namespaces()
            .withName(name)
            .waitUntilCondition(Objects::isNull, NAMESPACES_GONE.toSeconds(), TimeUnit.SECONDS);
      } catch (KubernetesClientTimeoutException e) {
        progress.accept(
            "namespace %s is still being removed: kubectl describe namespace %s says what holds it"
                .formatted(name, name));
      }
    }
  }
}
