package io.github.statefulsetlab.lab.pod;

import io.github.statefulsetlab.installation.HinderedPodsException;
import io.github.statefulsetlab.kube.timeline.Obstacle;
import io.github.statefulsetlab.lab.context.Hint;

/** Pods that started once, on an empty volume, and don't start again on what they left there. */
final class SecondStart {

  private SecondStart() {}

  /**
   * Waits for the pod that comes in a pod's place; an assertion fails, with a hint, if something is
   * in its way.
   */
  static void around(String pod, Runnable wait) {
    try {
      wait.run();
    } catch (HinderedPodsException e) {
      throw failure(pod, e.obstacle(), e);
    }
  }

  static AssertionError failure(String pod, Obstacle obstacle, Throwable cause) {
    return Hint.on(
        new AssertionError(
            "Pod %s was ready, but the one in its place does not become ready. %s"
                .formatted(pod, obstacle.what()),
            cause),
        "The first pod started on an empty volume; the one in its place finds what was written there. Let each container bear that, those under initContainers too. %s"
            .formatted(obstacle.remedy()));
  }
}
