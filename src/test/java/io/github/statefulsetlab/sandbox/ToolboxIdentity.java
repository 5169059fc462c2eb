package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.kube.timeline.History;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.Optional;

/**
 * Tells whether a pod of the grader's own is still the one that was started. The history of its
 * namespace knows that, so that the API server need not be asked.
 */
final class ToolboxIdentity {

  private final String name;
  private final String uid;
  private final Optional<Timeline> record;
  private volatile boolean isReleased;

  /**
   * Knows a pod by the UID that it was created with.
   *
   * @param record the history of its namespace; empty where no chart is
   */
  ToolboxIdentity(String name, String uid, Optional<Timeline> record) {
    this.name = name;
    this.uid = uid;
    this.record = record;
  }

  /** From here on the pod may be deleted: it is the grader that does it. */
  void release() {
    isReleased = true;
  }

  /**
   * Makes sure that nobody else has had a pod of that name.
   *
   * @throws NotGradableException if somebody has
   * @throws ClusterException if the pod was deleted by somebody else
   */
  void require() {
    record.map(timeline -> timeline.pod(name)).ifPresent(this::require);
  }

  private void require(History<Pod> history) {
    history.uids().forEach(this::require);
    if (!isReleased && history.deleted().isPresent()) {
      throw new ClusterException("The grader's own pod %s was deleted.".formatted(name));
    }
  }

  /**
   * Makes sure that this is the pod.
   *
   * @throws NotGradableException if it is another one of that name
   */
  void require(Pod pod) {
    require(pod.getMetadata().getUid());
  }

  private void require(String seen) {
    if (!seen.equals(uid)) {
      throw new NotGradableException(
          "Another pod took the place of the grader's own pod %s. Only a pod of the chart that calls the API server can do that: remove what deletes and creates pods."
              .formatted(name));
    }
  }
}
