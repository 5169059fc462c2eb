package io.github.statefulsetlab.kube.timeline;

/**
 * A sentence about something that may have happened.
 *
 * @param <T> what it goes on with
 */
public final class MilestoneAssert<T extends HistoryAssert<T>> {

  private final T timeline;
  private final Milestone milestone;

  MilestoneAssert(T timeline, Milestone milestone) {
    this.timeline = timeline;
    this.milestone = milestone;
  }

  /** Fails unless it has happened. */
  public T happened() {
    return timeline.require(milestone);
  }

  /** Fails if it has happened. */
  public T neverHappened() {
    return timeline.requireNever(milestone);
  }

  /** Fails unless both happened, this one later. */
  public T isAfter(Milestone other) {
    return timeline.requireOrder(other, milestone, milestone + " after " + other);
  }

  /** Fails unless both happened, this one earlier. */
  public T isBefore(Milestone other) {
    return timeline.requireOrder(milestone, other, milestone + " before " + other);
  }

  /** Fails if this happened without the other having happened before. */
  public T didNotHappenBefore(Milestone other) {
    return timeline.requireNotBefore(milestone, other);
  }
}
