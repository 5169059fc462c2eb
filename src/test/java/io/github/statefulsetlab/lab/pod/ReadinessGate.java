package io.github.statefulsetlab.lab.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.context.LabContext;

/**
 * A readiness gate on the pods: whatever their image, they are ready only while the lab lets them.
 * The app runs on undisturbed, and no probe fails, see <a
 * href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate">Pod
 * readiness</a>.
 */
public final class ReadinessGate {

  private static final String CONDITION = "statefulset-lab.github.io/open";

  private ReadinessGate() {}

  /** A gate on each pod, which stays closed until it is opened. */
  public static Patch closed() {
    return Patch.statefulSet(
        "readinessGate %s added, which only the lab opens".formatted(CONDITION),
        set ->
            set.getSpec()
                .getTemplate()
                .getSpec()
                .getReadinessGates()
                .add(new PodReadinessGate(CONDITION)));
  }

  static boolean isOn(Pod pod) {
    return pod.getSpec().getReadinessGates().stream()
        .anyMatch(gate -> CONDITION.equals(gate.getConditionType()));
  }

  /** Opens the pod's gate, and waits until it is ready. */
  static void open(LabContext lab, String pod) {
    set(lab, pod, true);
  }

  /** Closes the pod's gate, and waits until it is not ready. */
  static void close(LabContext lab, String pod) {
    set(lab, pod, false);
  }

  private static void set(LabContext lab, String pod, boolean open) {
    lab.client()
        .pods()
        .inNamespace(lab.namespace())
        .withName(pod)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"status\":{\"conditions\":[{\"type\":\"%s\",\"status\":\"%s\"}]}}"
                .formatted(CONDITION, open ? "True" : "False"));
    lab.waits()
        .eventually(
            pod + (open ? " is ready" : " is not ready") + ", and the StatefulSet knows",
            () -> {
              assertThat(lab.isReady(pod)).as("%s is ready", pod).isEqualTo(open);
              assertThat(StatefulSets.readyReplicas(lab.statefulSet()))
                  .as("status.readyReplicas")
                  .isEqualTo(lab.readyPodNames().size());
            });
  }
}
