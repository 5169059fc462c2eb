package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.RetentionPolicy;

/** Patches that make a lab fit what is asked of it. */
public final class Patches {

  private Patches() {}

  /** As many pods as the behaviour needs, so that nobody waits for the others. */
  public static Patch replicas(int replicas) {
    return Patch.statefulSet("replicas: " + replicas, set -> set.getSpec().setReplicas(replicas));
  }

  /** This retention policy in place of the chart's. */
  public static Patch retention(RetentionPolicy policy) {
    return Patch.statefulSet("persistentVolumeClaimRetentionPolicy: " + policy, policy::applyTo);
  }
}
