package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import java.util.Arrays;
import java.util.List;

/** A sentence about the pods of a name. */
public final class RecordedPodAssert extends RecordedObjectAssert {

  private final PodRef pod;

  RecordedPodAssert(TimelineAssert timeline, PodRef pod) {
    super(timeline, pod);
    this.pod = pod;
  }

  @Override
  public RecordedPodAssert incarnation(int n) {
    return new RecordedPodAssert(timeline(), pod.incarnation(n));
  }

  @Override
  public RecordedPodAssert after(Milestone milestone) {
    return new RecordedPodAssert(timeline(), pod.after(milestone));
  }

  public TimelineAssert becameReady() {
    return that(pod.becameReady()).happened();
  }

  public TimelineAssert becameReadyAfter(Milestone milestone) {
    return that(pod.becameReady()).isAfter(milestone);
  }

  public TimelineAssert becameReadyBefore(Milestone milestone) {
    return that(pod.becameReady()).isBefore(milestone);
  }

  public TimelineAssert neverBecameReady() {
    return that(pod.becameReady()).neverHappened();
  }

  public TimelineAssert becameUnready() {
    return that(pod.becameUnready()).happened();
  }

  public TimelineAssert neverBecameUnready() {
    return that(pod.becameUnready()).neverHappened();
  }

  public TimelineAssert wasRestarted() {
    return that(pod.wasRestarted()).happened();
  }

  public TimelineAssert wasNeverRestarted() {
    return that(pod.wasRestarted()).neverHappened();
  }

  /**
   * The pods of this name were at exactly these revisions of the set, one after another, by their
   * label {@code controller-revision-hash}.
   */
  public TimelineAssert wentThroughRevisions(String... expected) {
    timeline().history().requireComplete(Pod.class);
    List<String> seen =
        pod.history(timeline().history()).incarnations().stream()
            .flatMap(one -> one.lastSeen().stream())
            .map(object -> Pods.revision(object).orElse("none"))
            .toList();
    if (!seen.equals(Arrays.asList(expected))) {
      timeline()
          .fail(
              "Expected that %s went through the revisions %s, but it was at %s."
                  .formatted(pod, String.join(", ", expected), String.join(", ", seen)),
              List.of(pod));
    }
    return timeline();
  }
}
