package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What happened to one object, or to all objects that had its name one after another, in watch
 * order. A snapshot: it does not grow.
 */
public record History<T extends HasMetadata>(Class<T> type, String name, List<Change> changes) {

  /** When it first appeared. */
  public Optional<Moment> created() {
    return creations().stream().findFirst();
  }

  /** Each time that an object of this name appeared. */
  public List<Moment> creations() {
    return moments("was created", c -> c.action() == Change.Action.ADDED);
  }

  /** When it was first gone. */
  public Optional<Moment> deleted() {
    return deletions().stream().findFirst();
  }

  /** Each time that it was gone. */
  public List<Moment> deletions() {
    return moments("was deleted", Change::isDeletion);
  }

  /** When the predicate first held for it. */
  public Optional<Moment> became(String what, Predicate<? super T> predicate) {
    return turns(what, predicate).stream().findFirst();
  }

  /** Each time that the predicate began to hold for an object for which it did not. */
  public List<Moment> turns(String what, Predicate<? super T> predicate) {
    return edges(
        what, (before, now) -> !before.filter(predicate).isPresent() && predicate.test(now));
  }

  /**
   * Each time that something about an object is so that was not so before.
   *
   * @param turned is given the object as it was before, which is empty when it is new, and as it is
   *     now; deletions are left out
   */
  List<Moment> edges(String what, BiPredicate<Optional<T>, T> turned) {
    List<Moment> moments = new ArrayList<>();
    Map<String, T> known = new HashMap<>();
    for (Change change : changes) {
      if (!change.isDeletion()) {
        T now = object(change);
        if (turned.test(Optional.ofNullable(known.put(change.uid(), now)), now)) {
          moments.add(moment(change, what));
        }
      }
    }
    return moments;
  }

  private List<Moment> moments(String what, Predicate<Change> which) {
    return changes.stream().filter(which).map(c -> moment(c, what)).toList();
  }

  /** The objects that had this name, told apart by their UIDs, oldest first. */
  public List<History<T>> incarnations() {
    Map<String, List<Change>> byUid = new LinkedHashMap<>();
    changes.forEach(c -> byUid.computeIfAbsent(c.uid(), uid -> new ArrayList<>()).add(c));
    return byUid.values().stream().map(own -> new History<>(type, name, List.copyOf(own))).toList();
  }

  /** The n-th object of this name, counted from 1; without changes if there was none. */
  public History<T> incarnation(int n) {
    List<History<T>> all = incarnations();
    return n <= all.size() ? all.get(n - 1) : new History<>(type, name, List.of());
  }

  /** The UIDs of the objects that had this name, oldest first. */
  public List<String> uids() {
    return changes.stream().map(Change::uid).distinct().toList();
  }

  /** The object as last seen, unless it is gone. */
  public Optional<T> current() {
    return lastSeen().filter(object -> !changes.get(changes.size() - 1).isDeletion());
  }

  /** The object as last seen, also if it is gone since. */
  public Optional<T> lastSeen() {
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(object(changes.get(changes.size() - 1)));
  }

  private T object(Change change) {
    return type.cast(change.object());
  }

  Moment moment(Change change, String what) {
    return new Moment(change.revision(), change.at(), name + " " + what);
  }
}
