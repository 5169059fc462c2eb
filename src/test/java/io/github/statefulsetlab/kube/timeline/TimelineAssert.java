package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the order of a recorded history, as sentences: {@code
 * assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").becameReady())}. They fail with
 * the history of the objects that they are about.
 *
 * <p>Order is that of the objects' resource versions (see {@link Change}), never of the clock. On a
 * history with a gap they throw {@link TimelineGapException} instead of failing.
 */
public final class TimelineAssert extends AbstractAssert<TimelineAssert, Timeline> {

  private TimelineAssert(Timeline timeline) {
    super(timeline, TimelineAssert.class);
  }

  public static TimelineAssert assertThat(Timeline timeline) {
    return new TimelineAssert(timeline);
  }

  /** Begins a sentence about whatever may have happened. */
  public MilestoneAssert that(Milestone milestone) {
    return new MilestoneAssert(this, milestone);
  }

  /** Begins a sentence about the pods of a name. */
  public RecordedPodAssert pod(String name) {
    return new RecordedPodAssert(this, ObjectRefs.pod(name));
  }

  /** Begins a sentence about several pods, in the order of their ordinals. */
  public RecordedPodsAssert pods(List<String> names) {
    return new RecordedPodsAssert(this, names.stream().map(ObjectRefs::pod).toList());
  }

  /** Begins a sentence about several pods, in the order of their ordinals. */
  public RecordedPodsAssert pods(String... names) {
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

  Timeline history() {
    isNotNull();
    return actual;
  }

  TimelineAssert require(Milestone milestone) {
    if (milestone.in(history()).isEmpty()) {
      fail("Expected that %s, but it never happened.".formatted(milestone), milestone.about());
    }
    return this;
  }

  TimelineAssert requireNever(Milestone milestone) {
    Optional<Moment> moment = milestone.in(history());
    if (moment.isPresent()) {
      fail(
          "Expected that it never happened that %s, but it did.".formatted(milestone),
          milestone.about(),
          moment.get());
    }
    return this;
  }

  TimelineAssert requireOrder(Milestone first, Milestone second, String sentence) {
    Optional<Moment> one = first.in(history());
    Optional<Moment> other = second.in(history());
    if (one.isEmpty() || other.isEmpty()) {
      failOn(sentence, "it never happened that " + (one.isEmpty() ? first : second), first, second);
    } else if (!one.get().isBefore(other.get())) {
      failOn(
          sentence,
          one.get().revision() == other.get().revision()
              ? "both happened at once"
              : "it was the other way round",
          first,
          second);
    }
    return this;
  }

  /** Holds too while neither, or only the first, has happened. */
  TimelineAssert requireNotBefore(Milestone late, Milestone early) {
    Optional<Moment> one = late.in(history());
    Optional<Moment> other = early.in(history());
    if (one.isPresent() && !other.filter(e -> e.isBefore(one.get())).isPresent()) {
      failOn(
          "%s only after %s".formatted(late, early),
          other.isPresent() ? "it was the other way round" : "it never happened that " + early,
          early,
          late);
    }
    return this;
  }

  private void failOn(String sentence, String but, Milestone... milestones) {
    fail(
        "Expected that %s, but %s.".formatted(sentence, but),
        Stream.of(milestones).flatMap(m -> m.about().stream()).toList(),
        Stream.of(milestones).flatMap(m -> m.in(history()).stream()).toArray(Moment[]::new));
  }

  void fail(String sentence, List<? extends ObjectName<?>> about, Moment... arrows) {
    Set<ObjectName<?>> subjects = new LinkedHashSet<>(about);
    Set<Moment> marked = Stream.of(arrows).collect(Collectors.toSet());
    failWithMessage("%s%n%n%s", sentence, TimelineFormatter.of(history(), subjects, marked).tell());
  }
}
