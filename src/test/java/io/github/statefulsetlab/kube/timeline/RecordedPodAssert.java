package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence about the pods of a name.
 *
 * @param <T> what it goes on with
 */
public final class RecordedPodAssert<T extends HistoryAssert<T>> {

  private final T timeline;
  private final PodRef pod;

  RecordedPodAssert(T timeline, PodRef pod) {
    this.timeline = timeline;
    this.pod = pod;
  }

  private MilestoneAssert<T> that(Milestone milestone) {
    return new MilestoneAssert<>(timeline, milestone);
  }

  /** … as far as it happened later than that. */
  public RecordedPodAssert<T> after(Milestone milestone) {
    return new RecordedPodAssert<>(timeline, pod.after(milestone));
  }

  public T wasCreatedAfter(Milestone milestone) {
    return that(pod.wasCreated()).isAfter(milestone);
  }

  /** There never was one, or none after the moment named with {@code after}. */
  public T neverExisted() {
    return that(pod.wasCreated()).neverHappened();
  }

  public T startedTerminatingAfter(Milestone milestone) {
    return that(pod.startedTerminating()).isAfter(milestone);
  }

  /** Nobody asked for its deletion. */
  public T neverStartedTerminating() {
    return that(pod.startedTerminating()).neverHappened();
  }

  public T wasDeleted() {
    return that(pod.wasDeleted()).happened();
  }

  public T becameReady() {
    return that(pod.becameReady()).happened();
  }

  public T becameUnready() {
    return that(pod.becameUnready()).happened();
  }

  public T wasNeverRestarted() {
    return that(pod.wasRestarted()).neverHappened();
  }

  /**
   * The pods of this name were at exactly these revisions of the set, one after another, by their
   * label {@code controller-revision-hash}.
   */
  public T wentThroughRevisions(String... expected) {
    timeline.history().requireComplete(Pod.class);
    List<String> seen =
        pod.history(timeline.history()).incarnations().stream()
            .flatMap(one -> one.lastSeen().stream())
            .map(object -> Pods.revision(object).orElse("none"))
            .toList();
    if (!seen.equals(Arrays.asList(expected))) {
      timeline.fail(
          "Expected that %s went through the revisions %s, but it was at %s."
              .formatted(pod, String.join(", ", expected), String.join(", ", seen)),
          List.of(pod.objects()));
    }
    return timeline;
  }
}
