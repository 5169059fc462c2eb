package io.github.statefulsetlab.lab.patch;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.RetentionPolicy;
import java.util.List;
import java.util.OptionalInt;

/**
 * Fields of the StatefulSet as a behaviour needs them: before the install, or on the running set.
 */
public final class StatefulSetPatches {

  private static final String REPLICAS = "replicas set to ";

  /**
   * A single pod, where a behaviour can do with one. Where pods become ready only together, there
   * are as many as the chart asks for instead.
   */
  public static final Patch ONE_POD = replicas(1);

  /** The same where two are enough. */
  public static final Patch TWO_PODS = replicas(2);

  private StatefulSetPatches() {}

  /** As many pods as the behaviour needs, so that nobody waits for the others. */
  public static Patch replicas(int replicas) {
    return Patch.statefulSet(REPLICAS + replicas, set -> set.getSpec().setReplicas(replicas));
  }

  /** How many pods these patches ask for; empty where none of them says. */
  public static OptionalInt replicasIn(List<Patch> patches) {
    return patches.stream()
        .map(Patch::description)
        .filter(description -> description.startsWith(REPLICAS))
        .mapToInt(description -> Integer.parseInt(description.substring(REPLICAS.length())))
        .reduce((first, last) -> last);
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
