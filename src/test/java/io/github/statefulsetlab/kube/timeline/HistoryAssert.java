package io.github.statefulsetlab.kube.timeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * What may be required of a recorded history. It fails with the history of the objects that it is
 * about.
 *
 * @param <SELF> what a sentence goes on with
 */
public abstract class HistoryAssert<SELF extends HistoryAssert<SELF>>
    extends AbstractAssert<SELF, Timeline> {

  HistoryAssert(Timeline timeline, Class<SELF> self) {
    super(timeline, self);
  }

  Timeline history() {
    isNotNull();
    return actual;
  }

  SELF require(Milestone milestone) {
    if (milestone.in(history()).isEmpty()) {
      fail("Expected that %s, but it never happened.".formatted(milestone), milestone.about());
    }
    return myself;
  }

  SELF requireNever(Milestone milestone) {
    Optional<Moment> moment = milestone.in(history());
    if (moment.isPresent()) {
      fail(
          "Expected that it never happened that %s, but it did.".formatted(milestone),
          milestone.about(),
          moment.get());
    }
    return myself;
  }

  SELF requireOrder(Milestone first, Milestone second, String sentence) {
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
    return myself;
  }

  /** Holds too while neither, or only the first, has happened. */
  SELF requireNotBefore(Milestone late, Milestone early) {
    Optional<Moment> one = late.in(history());
    Optional<Moment> other = early.in(history());
    if (one.isPresent() && !other.filter(e -> e.isBefore(one.get())).isPresent()) {
      failOn(
          "%s only after %s".formatted(late, early),
          other.isPresent() ? "it was the other way round" : "it never happened that " + early,
          early,
          late);
    }
    return myself;
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
