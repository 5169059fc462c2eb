package io.github.statefulsetlab.lab.patch;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.RetentionPolicy;

/** Patches that make a lab fit what is asked of it. */
public final class StatefulSetPatches {

  private StatefulSetPatches() {}

  /** As many pods as the behaviour needs, so that nobody waits for the others. */
  public static Patch replicas(int replicas) {
    return Patch.statefulSet("replicas: " + replicas, set -> set.getSpec().setReplicas(replicas));
  }

  /** No liveness probe, so that an app that hangs for a while is left alone. */
  public static Patch withoutLiveness() {
    return Patch.statefulSet(
        "livenessProbe left out, so that only readiness judges a hanging app",
        set ->
            set.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .forEach(container -> container.setLivenessProbe(null)));
  }

  /** This retention policy in place of the chart's. */
  public static Patch retention(RetentionPolicy policy) {
    return Patch.statefulSet("persistentVolumeClaimRetentionPolicy: " + policy, policy::applyTo);
  }
}
