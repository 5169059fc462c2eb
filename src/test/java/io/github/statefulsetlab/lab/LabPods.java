package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.kube.Rollout;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** The pods of a lab's StatefulSet, in the order of their ordinals. */
final class LabPods {

  private final LabContext lab;

  LabPods(LabContext lab) {
    this.lab = lab;
  }

  /** All of them, whether they exist yet or not. */
  List<LabPod> all() {
    return lab.podNames().stream().map(name -> new LabPod(lab, name)).toList();
  }

  /** The n-th, counted from 0. Skips the behaviour if the set has not so many. */
  LabPod pod(int n) {
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
  void awaitReady() {
    lab.dependingOnReplacement(
        () -> lab.waits().untilInstalled("all pods ready", this::requireAllReady));
  }

  private void requireAllReady() {
    List<String> ready = lab.readyPodNames();
    if (!Rollout.isDone(lab.statefulSet()) || ready.size() < lab.podNames().size()) {
      throw new AssertionError("ready: " + String.join(", ", ready));
    }
  }
}
