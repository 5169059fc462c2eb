package io.github.statefulsetlab.lab.patch;

import io.github.statefulsetlab.chart.Patch;

/**
 * Fields of the StatefulSet as a behaviour needs them: before the install, or on the running set.
 */
public final class Spec {

  private Spec() {}

  /** So many pods. */
  public static Patch replicas(int pods) {
    return Patch.statefulSet("replicas set to " + pods, set -> set.getSpec().setReplicas(pods));
  }

  /** That pod management policy. */
  public static Patch policy(String policy) {
    return Patch.statefulSet(
        "podManagementPolicy set to " + policy,
        set -> set.getSpec().setPodManagementPolicy(policy));
  }

  /** A pod has to be ready for so long before the next one may be created. */
  public static Patch minReadySeconds(int seconds) {
    return Patch.statefulSet(
        "minReadySeconds set to " + seconds, set -> set.getSpec().setMinReadySeconds(seconds));
  }
}
