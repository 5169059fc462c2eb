package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Arrays;
import java.util.List;

/**
 * Assertions on the order of a recorded history, as sentences: {@code
 * assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").becameReady())}. They fail with
 * the history of the objects that they are about.
 *
 * <p>Order is that of the objects' resource versions (see {@link Change}), never of the clock. On a
 * history with a gap they throw {@link TimelineGapException} instead of failing.
 */
public final class TimelineAssert extends HistoryAssert<TimelineAssert> {

  private TimelineAssert(Timeline timeline) {
    super(timeline, TimelineAssert.class);
  }

  public static TimelineAssert assertThat(Timeline timeline) {
    return new TimelineAssert(timeline);
  }

  /** Begins a sentence about whatever may have happened. */
  public MilestoneAssert<TimelineAssert> that(Milestone milestone) {
    return new MilestoneAssert<>(this, milestone);
  }

  /** Begins a sentence about the pods of a name. */
  public RecordedPodAssert<TimelineAssert> pod(String name) {
    return new RecordedPodAssert<>(this, ObjectRefs.pod(name));
  }

  /** Begins a sentence about several pods, in the order of their ordinals. */
  public RecordedPodsAssert<TimelineAssert> pods(List<String> names) {
    return new RecordedPodsAssert<>(this, names.stream().map(ObjectRefs::pod).toList());
  }

  /** Begins a sentence about several pods, in the order of their ordinals. */
  public RecordedPodsAssert<TimelineAssert> pods(String... names) {
    return pods(Arrays.asList(names));
  }

  /** Fails if one of these pods has ever been ready. */
  public TimelineAssert noneBecameReady(List<String> pods) {
    pods.forEach(pod -> requireNever(ObjectRefs.pod(pod).becameReady()));
    return this;
  }

  /** Fails unless all of these pods exist now. */
  public TimelineAssert allExist(List<String> pods) {
    history().requireComplete(Pod.class);
    List<String> missing =
        pods.stream().filter(pod -> history().pod(pod).current().isEmpty()).toList();
    if (!missing.isEmpty()) {
      fail(
          "Expected that all of %s exist, but there is no %s."
              .formatted(String.join(", ", pods), String.join(", no ", missing)),
          pods.stream().map(pod -> new ObjectName<>(Pod.class, pod)).toList());
    }
    return this;
  }
}
