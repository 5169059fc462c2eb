package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.sandbox.ProvisionerProbe;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.support.DaemonThreads;
import io.github.statefulsetlab.support.Lazy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finds out whether it is the cluster that is broken where a submission seems to be. Then the run
 * ends for all submissions, and none is to blame.
 */
final class ClusterCheck {

  private static final Executor THREADS = new DaemonThreads("lab-cluster-check");

  /** A claim that is not bound by then may never be. */
  private static final Duration PENDING = Duration.ofSeconds(15);

  /** What a busy machine's cluster does not show by then is not there. */
  private static final Duration LACKING = Duration.ofSeconds(20);

  private final Supplier<LabCluster> cluster;
  private final Supplier<String> namespace;
  private final Outage outage;
  private final RunListeners listeners;
  private final Lazy<CompletableFuture<Void>> volumes =
      Lazy.of(() -> CompletableFuture.runAsync(this::lookAtVolumes, THREADS));

  /**
   * Has looked at nothing yet.
   *
   * @param namespace one with no lab in it
   */
  ClusterCheck(
      Supplier<LabCluster> cluster,
      Supplier<String> namespace,
      Outage outage,
      RunListeners listeners) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.outage = outage;
    this.listeners = listeners;
  }

  /**
   * Looks whether the cluster lacks what it had when the run began.
   *
   * @param occasion what has led to the question, as a part of a sentence
   */
  void look(String occasion) {
    try {
      ClusterReadiness.awaitReady(cluster.get(), LACKING);
    } catch (ClusterException e) {
      end("The cluster can't be used any more, %s. %s".formatted(occasion, e.getMessage()));
    }
  }

  private void end(String why) {
    if (outage.begin(why)) {
      listeners.tell(l -> l.progress(why));
    }
  }

  /** Finds out once, in the background, whether claims get volumes here at all. */
  void suspectVolumes() {
    volumes.get();
  }

  private void lookAtVolumes() {
    try {
      KubernetesClient client = cluster.get().client();
      ProvisionerProbe.whyNoVolumes(client, namespace.get(), ToolboxPod.imageOn(client))
          .ifPresent(this::end);
    } catch (RuntimeException e) {
      listeners.tell(
          l -> l.progress("can't tell whether claims get volumes here: " + e.getMessage()));
    }
  }

  /** Waits until all pods are ready; if claims stay pending meanwhile, that may be the cluster. */
  Installation awaitReady(Installation installed) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(PENDING.toSeconds(), TimeUnit.SECONDS, THREADS)
        .execute(
            () -> {
              if (!over.isDone() && hasPendingClaims(installed)) {
                suspectVolumes();
              }
            });
    try (Deadline alarm = new Deadline(Pace.CEILING.multipliedBy(2))) {
      outage.stopping(alarm::ring);
      return installed.awaitReady();
    } finally {
      over.complete(null);
    }
  }

  private static boolean hasPendingClaims(Installation installed) {
    return installed.timeline().current(PersistentVolumeClaim.class).stream()
        .anyMatch(claim -> !Claims.isBound(claim));
  }

  /** Does not leave behind what is being tried out. */
  void await() {
    volumes
        .ifMade()
        .ifPresent(
            check ->
                check.completeOnTimeout(null, Timeouts.SHOW.toSeconds(), TimeUnit.SECONDS).join());
  }
}
