package io.github.statefulsetlab.kube.timeline;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that may have happened to an object, such as {@code web-0 became ready}. It is looked
 * up in a timeline when an assertion is made, not before: get one from an {@code ObjectRef}.
 *
 * @param about the objects that the history is told of when an assertion fails
 * @param what a sentence, without its full stop
 */
public record Milestone(
    List<ObjectName<?>> about, String what, Function<Timeline, Optional<Moment>> lookup) {

  /**
   * When it happened.
   *
   * @throws TimelineGapException if the history of such objects has a gap
   */
  public Optional<Moment> in(Timeline timeline) {
    about.forEach(objects -> timeline.requireComplete(objects.type()));
    return lookup.apply(timeline);
  }

  @Override
  public String toString() {
    return what;
  }
}
