package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Obstacles;
import io.github.statefulsetlab.kube.timeline.PodStarts;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.kube.timeline.TimelineRecorder;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.util.Optional;
import java.util.function.Supplier;

/** What is on record of an installed StatefulSet and its pods, and waiting for it. */
final class ObservedStatefulSet {

  private final TimelineRecorder recorder;
  private final String statefulSet;

  ObservedStatefulSet(TimelineRecorder recorder, String statefulSet) {
    this.recorder = recorder;
    this.statefulSet = statefulSet;
  }

  Timeline timeline() {
    return recorder.timeline();
  }

  /** The StatefulSet as last seen. */
  Optional<StatefulSet> current() {
    return timeline().of(StatefulSet.class, statefulSet).current();
  }

  /** On a busy machine Helm can be done before the recorder has been told of what it did. */
  void awaitOnRecord() {
    await("the recorder to see StatefulSet " + statefulSet)
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(() -> current().isPresent());
  }

  /**
   * Waits until the history of the pods is what the API server shows, so that nothing that happened
   * before now is missing in it.
   */
  void awaitPodsOnRecord() {
    await("the recorder to have caught up with the pods")
        .atMost(Timeouts.SHOW)
        .pollInterval(Timeouts.POLL)
        .until(() -> recorder.isUpToDate(Pod.class));
  }

  /** Waits until the controller has seen this generation of the StatefulSet. */
  void awaitGeneration(long generation) {
    await("the controller has seen generation %d of the StatefulSet".formatted(generation))
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(
            () ->
                current()
                    .filter(set -> set.getMetadata().getGeneration() >= generation)
                    .filter(StatefulSets::isObserved)
                    .isPresent());
  }

  /**
   * How long what is asked of it may take, by its fields and by how long its pods took so far.
   *
   * @param rendered the StatefulSet until it is on record
   */
  Pace pace(Supplier<StatefulSet> rendered) {
    StatefulSet set = current().orElseGet(rendered);
    return Pace.of(set).withStart(PodStarts.slowest(timeline(), StatefulSets.podNames(set)));
  }

  /** As {@link Installation#obstacles()}. */
  Runnable obstacles() {
    return new PersistentObstacle(() -> Obstacles.of(timeline(), statefulSet))::ask;
  }

  /** Waits until the StatefulSet and all pods that it made are gone. */
  void awaitGone() {
    await("the StatefulSet and its pods gone")
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(
            () ->
                current().isEmpty()
                    && timeline().current(Pod.class).stream().noneMatch(this::made));
  }

  private boolean made(Pod pod) {
    return Pods.isNamedBy(statefulSet, pod.getMetadata().getName());
  }
}
