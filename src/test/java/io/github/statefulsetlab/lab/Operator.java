package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;

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

  /** Changes the running set, as {@code kubectl edit} does; returns once the controller has seen it. */
  public void changes(Patch patch) {
    StatefulSet changed =
        lab.client()
            .apps()
            .statefulSets()
            .inNamespace(lab.namespace())
            .withName(lab.installation().statefulSetName())
            .edit(set -> (StatefulSet) patch.change().apply(List.of(set)).get(0));
    lab.evidence().add("Changed in the running StatefulSet", patch.description());
    lab.eventually(
        "the controller to see: " + patch.description(),
        () ->
            assertThat(lab.statefulSet().getStatus().getObservedGeneration())
                .as("status.observedGeneration")
                .isGreaterThanOrEqualTo(changed.getMetadata().getGeneration()));
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
