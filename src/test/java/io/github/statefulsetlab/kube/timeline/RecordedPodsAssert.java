package io.github.statefulsetlab.kube.timeline;

import java.util.List;

/**
 * A sentence about several pods of a set, in the order of their ordinals.
 *
 * @param <T> what it goes on with
 */
public final class RecordedPodsAssert<T extends HistoryAssert<T>> {

  private final T timeline;
  private final List<PodRef> pods;

  RecordedPodsAssert(T timeline, List<PodRef> pods) {
    this.timeline = timeline;
    this.pods = pods;
  }

  /** … as far as it happened later than that. */
  public RecordedPodsAssert<T> after(Milestone milestone) {
    return new RecordedPodsAssert<>(
        timeline, pods.stream().map(pod -> pod.after(milestone)).toList());
  }

  /**
   * From the lowest ordinal to the highest, each was created only after the one before it was
   * ready, see <a
   * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees">Deployment
   * and scaling guarantees</a>.
   */
  public T startedOneByOne() {
    all(PodRef::wasCreated);
    for (int i = 1; i < pods.size(); i++) {
      that(pods.get(i).wasCreated()).isAfter(pods.get(i - 1).becameReady());
    }
    return timeline;
  }

  /**
   * All were created before any was ready, as <a
   * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management">Parallel
   * pod management</a> has it.
   */
  public T startedAllAtOnce() {
    all(PodRef::wasCreated);
    for (PodRef ready : pods) {
      for (PodRef created : pods) {
        that(ready.becameReady()).didNotHappenBefore(created.wasCreated());
      }
    }
    return timeline;
  }

  /**
   * From the highest ordinal to the lowest, each started terminating only after the one above it
   * was gone, as a set is scaled down in order.
   */
  public T terminatedFromTheTop() {
    all(PodRef::startedTerminating);
    for (int i = pods.size() - 1; i > 0; i--) {
      that(pods.get(i - 1).startedTerminating()).isAfter(pods.get(i).wasDeleted());
    }
    return timeline;
  }

  /**
   * From the highest ordinal to the lowest, each was taken down only after the one above it had
   * been replaced and its replacement was ready, see <a
   * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates">Rolling
   * updates</a>.
   */
  public T wereReplacedFromTheTop() {
    all(PodRef::becameReadyAfterReplacement);
    for (int i = pods.size() - 1; i > 0; i--) {
      that(pods.get(i - 1).startedTerminating()).isAfter(pods.get(i).becameReadyAfterReplacement());
    }
    return timeline;
  }

  /** None has ever been replaced by another of its name. */
  public T wereNeverReplaced() {
    pods.forEach(pod -> timeline.requireNever(pod.wasReplaced()));
    return timeline;
  }

  /** Nobody asked for the deletion of any of them. */
  public T neverStartedTerminating() {
    pods.forEach(pod -> timeline.requireNever(pod.startedTerminating()));
    return timeline;
  }

  /** None has ever existed, or none after the moment named with {@code after}. */
  public T neverExisted() {
    pods.forEach(pod -> timeline.requireNever(pod.wasCreated()));
    return timeline;
  }

  private MilestoneAssert<T> that(Milestone milestone) {
    return new MilestoneAssert<>(timeline, milestone);
  }

  private void all(java.util.function.Function<PodRef, Milestone> happened) {
    pods.forEach(pod -> timeline.require(happened.apply(pod)));
  }
}
