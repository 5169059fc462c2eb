package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;

/** What whoever runs the submission does to it as a whole: scale it, uninstall it, install it. */
public final class Operator {

  private final Lab lab;

  Operator(Lab lab) {
    this.lab = lab;
  }

  /** Asks for this many pods, as {@code kubectl scale} does, and returns once that is on record. */
  public void scalesTo(int replicas) {
    StatefulSet asked =
        lab.client()
            .apps()
            .statefulSets()
            .inNamespace(lab.namespace())
            .withName(lab.installation().statefulSetName())
            .edit(
                set ->
                    new StatefulSetBuilder(set)
                        .editSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build());
    lab.eventually(
        "the change to %d replicas on record".formatted(replicas),
        () -> {
          if (lab.statefulSet().getMetadata().getGeneration()
              < asked.getMetadata().getGeneration()) {
            throw new AssertionError("The recorder has not seen it yet.");
          }
        });
  }

  /** Uninstalls the chart with Helm and waits until the set and its pods are gone. */
  public void uninstalls() {
    lab.installation().uninstall();
  }

  /** Installs the chart again after {@link #uninstalls} and waits until all pods are ready. */
  public void installsAgain() {
    lab.installation().installAgain();
    lab.installation().awaitReady();
  }
}
