package io.github.statefulsetlab.run;

import io.github.statefulsetlab.sandbox.NetworkPolicyProbe;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.support.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Finds out beside a run whether the cluster enforces NetworkPolicies, and tells whoever listens.
 */
final class NetworkPolicyCanary {

  /** The first labs are what everybody waits for. */
  private static final Duration DELAY = Duration.ofSeconds(5);

  private static final String NOT_ENFORCED =
      "NetworkPolicies are not enforced on this cluster: pods reach whatever the cluster reaches";

  private static final Executor THREADS = new DaemonThreads("lab-canary");

  private final RunResources resources;

  private NetworkPolicyCanary(RunResources resources) {
    this.resources = resources;
  }

  /**
   * Begins some seconds after the cluster is ready; what is returned ends with it. On a cluster
   * that others use it begins at once, and nothing is installed before it is known what keeps it
   * in.
   */
  static CompletableFuture<Void> beside(RunResources resources) {
    NetworkPolicyCanary canary = new NetworkPolicyCanary(resources);
    boolean first = resources.settings().usesExistingCluster();
    Executor when =
        first
            ? THREADS
            : CompletableFuture.delayedExecutor(delay().toSeconds(), TimeUnit.SECONDS, THREADS);
    CompletableFuture<Void> seen =
        resources.whenClusterIsReady().thenAcceptAsync(standing -> canary.observe(), when);
    if (first) {
      resources.beforeInstalls(seen);
      resources
          .whenClusterIsReady()
          .thenAccept(standing -> resources.clusterCheck().suspectVolumes());
    }
    return seen;
  }

  /** A run of a few behaviours would wait for it at its end. */
  private static Duration delay() {
    return OnlyNamed.isAsked() ? Duration.ZERO : DELAY;
  }

  private void observe() {
    if (resources.isOver()) {
      return;
    }
    RunListeners listeners = resources.listeners();
    String guarded = resources.newNamespaceName("canary");
    String other = resources.newNamespaceName("canary-visitor");
    try {
      boolean enforced =
          new NetworkPolicyProbe(resources.cluster().client(), resources.toolboxImage())
              .isEnforced(guarded, other);
      listeners.tell(l -> l.networkPolicySeen(enforced));
      if (!enforced) {
        listeners.tell(l -> l.progress(NOT_ENFORCED));
      }
    } catch (RuntimeException e) {
      listeners.tell(
          l -> l.progress("can't tell whether NetworkPolicies are enforced: " + e.getMessage()));
    } finally {
      resources.discard(guarded);
      resources.discard(other);
    }
  }

  /** Waits for it, but not for long. */
  static void await(CompletableFuture<Void> canary) {
    canary
        .completeOnTimeout(null, Timeouts.SHOW.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(e -> null)
        .join();
  }
}
