package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whom a sentence about a timeline is about: the objects of one kind and name, one after another,
 * or one of them. What it says of them is a {@link Milestone}.
 */
public sealed class ObjectRef<T extends HasMetadata> permits PodRef, StatefulSetRef {

  private final ObjectName<T> objects;
  private final OptionalInt incarnation;
  private final List<Milestone> after;

  ObjectRef(Class<T> type, String name) {
    this(new ObjectName<>(type, name), OptionalInt.empty(), List.of());
  }

  ObjectRef(ObjectRef<T> general, OptionalInt incarnation, List<Milestone> after) {
    this(general.objects, incarnation, after);
  }

  private ObjectRef(ObjectName<T> objects, OptionalInt incarnation, List<Milestone> after) {
    this.objects = objects;
    this.incarnation = incarnation;
    this.after = after;
  }

  /** Only the n-th object of this name, counted from 1 and told from the others by its UID. */
  public ObjectRef<T> incarnation(int n) {
    return new ObjectRef<>(this, OptionalInt.of(n), after);
  }

  /** Only what happened later than that; nothing as long as it has not happened. */
  public ObjectRef<T> after(Milestone milestone) {
    return new ObjectRef<>(this, incarnation, with(milestone));
  }

  final List<Milestone> with(Milestone milestone) {
    List<Milestone> all = new ArrayList<>(after);
    all.add(milestone);
    return List.copyOf(all);
  }

  final List<Milestone> after() {
    return after;
  }

  final OptionalInt incarnation() {
    return incarnation;
  }

  /** An object of this name appeared. */
  public Milestone wasCreated() {
    return milestone("was created", History::creations);
  }

  /** Its deletion was asked for: it began to terminate, or was gone at once. */
  public Milestone startedTerminating() {
    return milestone("started terminating", ObjectRef::terminations);
  }

  /** It was gone. */
  public Milestone wasDeleted() {
    return milestone("was deleted", History::deletions);
  }

  /** Another object of this name, with another UID, appeared in its place. */
  public Milestone wasReplaced() {
    return milestone("was replaced", ObjectRef::replacements);
  }

  /**
   * The predicate began to hold for it.
   *
   * @param what what is so then, as the end of a sentence
   */
  public Milestone became(String what, Predicate<? super T> predicate) {
    return milestone(what, history -> history.turns(what, predicate));
  }

  final Milestone milestone(String what, Function<History<T>, List<Moment>> times) {
    return new Milestone(List.of(objects), this + " " + what, timeline -> first(timeline, times));
  }

  private Optional<Moment> first(Timeline timeline, Function<History<T>, List<Moment>> times) {
    List<Moment> moments = times.apply(history(timeline));
    for (Milestone milestone : after) {
      Optional<Moment> earlier = milestone.in(timeline);
      moments =
          earlier.isEmpty() ? List.of() : moments.stream().filter(earlier.get()::isBefore).toList();
    }
    return moments.stream().findFirst();
  }

  private static <T extends HasMetadata> List<Moment> terminations(History<T> history) {
    return history.incarnations().stream()
        .flatMap(
            one ->
                one.changes().stream()
                    .filter(c -> c.isDeletion() || isTerminating(c.object()))
                    .map(c -> one.moment(c, "started terminating"))
                    .limit(1))
        .toList();
  }

  private static <T extends HasMetadata> List<Moment> replacements(History<T> history) {
    return history.incarnations().stream()
        .skip(1)
        .map(one -> one.moment(one.changes().get(0), "was replaced"))
        .toList();
  }

  private static boolean isTerminating(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  final History<T> history(Timeline timeline) {
    History<T> all = objects.history(timeline);
    return incarnation.isPresent() ? all.incarnation(incarnation.getAsInt()) : all;
  }

  /** All of them, whatever the sentence says of which and when. */
  public final ObjectName<T> objects() {
    return objects;
  }

  @Override
  public final String toString() {
    return incarnation.isPresent()
        ? "%s (no. %d)".formatted(objects.name(), incarnation.getAsInt())
        : objects.name();
  }
}
