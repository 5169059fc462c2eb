package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import java.util.Arrays;
import java.util.List;

/** A sentence about the pods of a name. */
public final class RecordedPodAssert {

  private final TimelineAssert timeline;
  private final PodRef pod;

  RecordedPodAssert(TimelineAssert timeline, PodRef pod) {
    this.timeline = timeline;
    this.pod = pod;
  }

  private MilestoneAssert that(Milestone milestone) {
    return timeline.that(milestone);
  }

  /** … as far as it happened later than that. */
  public RecordedPodAssert after(Milestone milestone) {
    return new RecordedPodAssert(timeline, pod.after(milestone));
  }

  public TimelineAssert wasCreatedAfter(Milestone milestone) {
    return that(pod.wasCreated()).isAfter(milestone);
  }

  /** There never was one, or none after the moment named with {@code after}. */
  public TimelineAssert neverExisted() {
    return that(pod.wasCreated()).neverHappened();
  }

  public TimelineAssert startedTerminatingAfter(Milestone milestone) {
    return that(pod.startedTerminating()).isAfter(milestone);
  }

  /** Nobody asked for its deletion. */
  public TimelineAssert neverStartedTerminating() {
    return that(pod.startedTerminating()).neverHappened();
  }

  public TimelineAssert wasDeleted() {
    return that(pod.wasDeleted()).happened();
  }

  public TimelineAssert becameReady() {
    return that(pod.becameReady()).happened();
  }

  public TimelineAssert becameUnready() {
    return that(pod.becameUnready()).happened();
  }

  public TimelineAssert wasNeverRestarted() {
    return that(pod.wasRestarted()).neverHappened();
  }

  /**
   * The pods of this name were at exactly these revisions of the set, one after another, by their
   * label {@code controller-revision-hash}.
   */
  public TimelineAssert wentThroughRevisions(String... expected) {
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
