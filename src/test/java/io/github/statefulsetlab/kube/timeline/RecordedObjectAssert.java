package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * A sentence about the objects of a kind and name. "… not before" holds too while neither has
 * happened; the others need both.
 */
public sealed class RecordedObjectAssert permits RecordedPodAssert {

  private final TimelineAssert timeline;
  private final ObjectRef<? extends HasMetadata> subject;

  RecordedObjectAssert(TimelineAssert timeline, ObjectRef<?> subject) {
    this.timeline = timeline;
    this.subject = subject;
  }

  final TimelineAssert timeline() {
    return timeline;
  }

  final MilestoneAssert that(Milestone milestone) {
    return timeline.that(milestone);
  }

  /** … the n-th of them, counted from 1. */
  public RecordedObjectAssert incarnation(int n) {
    return new RecordedObjectAssert(timeline, subject.incarnation(n));
  }

  /** … as far as it happened later than that. */
  public RecordedObjectAssert after(Milestone milestone) {
    return new RecordedObjectAssert(timeline, subject.after(milestone));
  }

  public TimelineAssert wasCreated() {
    return that(subject.wasCreated()).happened();
  }

  public TimelineAssert wasCreatedAfter(Milestone milestone) {
    return that(subject.wasCreated()).isAfter(milestone);
  }

  public TimelineAssert wasCreatedBefore(Milestone milestone) {
    return that(subject.wasCreated()).isBefore(milestone);
  }

  public TimelineAssert wasNotCreatedBefore(Milestone milestone) {
    return that(subject.wasCreated()).didNotHappenBefore(milestone);
  }

  /** There never was one, or none after the moment named with {@code after}. */
  public TimelineAssert neverExisted() {
    return that(subject.wasCreated()).neverHappened();
  }

  public TimelineAssert startedTerminatingAfter(Milestone milestone) {
    return that(subject.startedTerminating()).isAfter(milestone);
  }

  public TimelineAssert startedTerminatingBefore(Milestone milestone) {
    return that(subject.startedTerminating()).isBefore(milestone);
  }

  public TimelineAssert didNotStartTerminatingBefore(Milestone milestone) {
    return that(subject.startedTerminating()).didNotHappenBefore(milestone);
  }

  /** Nobody asked for its deletion. */
  public TimelineAssert neverStartedTerminating() {
    return that(subject.startedTerminating()).neverHappened();
  }

  public TimelineAssert wasDeleted() {
    return that(subject.wasDeleted()).happened();
  }

  public TimelineAssert wasDeletedAfter(Milestone milestone) {
    return that(subject.wasDeleted()).isAfter(milestone);
  }

  public TimelineAssert wasDeletedBefore(Milestone milestone) {
    return that(subject.wasDeleted()).isBefore(milestone);
  }

  public TimelineAssert wasNotDeletedBefore(Milestone milestone) {
    return that(subject.wasDeleted()).didNotHappenBefore(milestone);
  }

  public TimelineAssert wasNeverDeleted() {
    return that(subject.wasDeleted()).neverHappened();
  }

  public TimelineAssert wasReplacedAfter(Milestone milestone) {
    return that(subject.wasReplaced()).isAfter(milestone);
  }

  public TimelineAssert wasReplacedBefore(Milestone milestone) {
    return that(subject.wasReplaced()).isBefore(milestone);
  }

  public TimelineAssert wasNotReplacedBefore(Milestone milestone) {
    return that(subject.wasReplaced()).didNotHappenBefore(milestone);
  }

  /** The same object throughout: no other UID has had its name. */
  public TimelineAssert wasNeverReplaced() {
    return that(subject.wasReplaced()).neverHappened();
  }

  /** So many objects have had this name, one after another. */
  public TimelineAssert hasIncarnations(int expected) {
    timeline.history().requireComplete(subject.type());
    int seen = subject.history(timeline.history()).incarnations().size();
    if (seen != expected) {
      timeline.fail(
          "Expected that %d objects had the name %s, but %d had."
              .formatted(expected, subject.name(), seen),
          List.of(subject));
    }
    return timeline;
  }
}
