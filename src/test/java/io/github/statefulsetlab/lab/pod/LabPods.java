package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Rollout;
import io.github.statefulsetlab.lab.context.LabContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** The pods of a lab's StatefulSet, in the order of their ordinals. */
public final class LabPods {

  private final LabContext lab;

  public LabPods(LabContext lab) {
    this.lab = lab;
  }

  /** All of them, whether they exist yet or not. */
  public List<LabPod> all() {
    return lab.podNames().stream().map(name -> new LabPod(lab, name)).toList();
  }

  /** The n-th, counted from 0. Skips the behaviour if the set has not so many. */
  public LabPod pod(int n) {
    return nth(all(), n);
  }

  static <T> T nth(List<T> pods, int n) {
    if (n >= pods.size()) {
      throw new TestAbortedException(
          "spec.replicas of the StatefulSet is %d, so there is no pod %d to look at, counted from 0."
              .formatted(pods.size(), n));
    }
    return pods.get(n);
  }

  /** Waits until all are ready, as after a change to the set. */
  public void awaitReady() {
    lab.dependingOnReplacement(
        () -> lab.waits().untilInstalled("all pods ready", this::requireAllReady));
  }

  /** Lets one pod of the grader's own for each node mount the claims of all of them there. */
  public void shareClaims() {
    Map<String, Pod> users = new LinkedHashMap<>();
    all().forEach(pod -> pod.addClaimTo(users));
    lab.installation().toolboxes().shareClaims(users);
  }

  private void requireAllReady() {
    List<String> ready = lab.readyPodNames();
    if (!Rollout.isDone(lab.statefulSet()) || ready.size() < lab.podNames().size()) {
      throw new AssertionError("ready: " + String.join(", ", ready));
    }
  }
}
