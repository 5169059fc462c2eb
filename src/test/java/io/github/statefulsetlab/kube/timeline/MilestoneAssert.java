package io.github.statefulsetlab.kube.timeline;

/** A sentence about something that may have happened. */
public final class MilestoneAssert {

  private final TimelineAssert timeline;
  private final Milestone milestone;

  MilestoneAssert(TimelineAssert timeline, Milestone milestone) {
    this.timeline = timeline;
    this.milestone = milestone;
  }

  /** Fails unless it has happened. */
  public TimelineAssert happened() {
    return timeline.require(milestone);
  }

  /** Fails if it has happened. */
  public TimelineAssert neverHappened() {
    return timeline.requireNever(milestone);
  }

  /** Fails unless both happened, this one later. */
  public TimelineAssert isAfter(Milestone other) {
    return timeline.requireOrder(other, milestone, milestone + " after " + other);
  }

  /** Fails unless both happened, this one earlier. */
  public TimelineAssert isBefore(Milestone other) {
    return timeline.requireOrder(milestone, other, milestone + " before " + other);
  }

  /** Fails if this happened without the other having happened before. */
  public TimelineAssert didNotHappenBefore(Milestone other) {
    return timeline.requireNotBefore(milestone, other);
  }
}
