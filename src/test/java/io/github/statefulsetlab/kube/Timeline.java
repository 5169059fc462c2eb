package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The history of a namespace, in watch order: what was created, changed and deleted since before
 * the install. It only grows; reading it never asks the cluster.
 */
public final class Timeline {

  private static final Comparator<Change> WATCH_ORDER =
      Comparator.comparingLong(Change::revision)
          .thenComparing(Change::subject)
          .thenComparing(Change::action);

  private final TreeSet<Change> changes = new TreeSet<>(WATCH_ORDER);
  private final List<String> gaps = new ArrayList<>();

  /** Adds a change; one that is there already (after a relist) is ignored. */
  public synchronized void add(Change change) {
    changes.add(change);
  }

  synchronized void addGap(String gap) {
    gaps.add(gap);
  }

  /** Stretches that the watch may have missed. Where there is one, nothing can be asserted. */
  public synchronized List<String> gaps() {
    return List.copyOf(gaps);
  }

  /** All changes so far, in watch order. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The history of one pod, by name: every incarnation of it. */
  public History<Pod> pod(String name) {
    return of(Pod.class, name);
  }

  /** The history of one object. */
  public <T extends HasMetadata> History<T> of(Class<T> type, String name) {
    return new History<>(
        type, name, changes().stream().filter(c -> c.isAbout(type, name)).toList());
  }

  /** The objects of this type that exist now, as last seen, by name. */
  public <T extends HasMetadata> List<T> current(Class<T> type) {
    return changes().stream()
        .filter(c -> type.isInstance(c.object()))
        .map(c -> c.object().getMetadata().getName())
        .distinct()
        .sorted()
        .flatMap(name -> of(type, name).current().stream())
        .toList();
  }

  /** The last events about anything, as sentences, oldest first. */
  public List<String> lastEvents(int atMost) {
    List<String> events =
        changes().stream()
            .filter(c -> c.object() instanceof Event && c.action() != Change.Action.DELETED)
            .map(c -> sentence((Event) c.object()))
            .toList();
    return events.subList(Math.max(0, events.size() - atMost), events.size());
  }

  private static String sentence(Event event) {
    ObjectReference about = event.getInvolvedObject();
    return "%s %s/%s: %s"
        .formatted(event.getReason(), about.getKind(), about.getName(), event.getMessage());
  }

  /** What happened to one object, in watch order. */
  public record History<T extends HasMetadata>(Class<T> type, String name, List<Change> changes) {

    /** When it first appeared. */
    public Optional<Moment> created() {
      return first(Change.Action.ADDED, "created", object -> true);
    }

    /** When it was first gone. */
    public Optional<Moment> deleted() {
      return first(Change.Action.DELETED, "deleted", object -> true);
    }

    /** When the predicate first held. */
    public Optional<Moment> became(String what, Predicate<T> predicate) {
      return states()
          .filter(c -> predicate.test(type.cast(c.object())))
          .findFirst()
          .map(c -> moment(c, what));
    }

    /** When the predicate first held after that moment. */
    public Optional<Moment> becameAfter(Moment moment, String what, Predicate<T> predicate) {
      return new History<>(
              type, name, changes.stream().filter(c -> c.revision() > moment.revision()).toList())
          .became(what, predicate);
    }

    /** The object as last seen, unless it is gone. */
    public Optional<T> current() {
      return changes.isEmpty() || last().action() == Change.Action.DELETED
          ? Optional.empty()
          : Optional.of(type.cast(last().object()));
    }

    private Change last() {
      return changes.get(changes.size() - 1);
    }

    private Stream<Change> states() {
      return changes.stream().filter(c -> c.action() != Change.Action.DELETED);
    }

    private Optional<Moment> first(Change.Action action, String what, Predicate<T> predicate) {
      return changes.stream()
          .filter(c -> c.action() == action && predicate.test(type.cast(c.object())))
          .findFirst()
          .map(c -> moment(c, what));
    }

    private Moment moment(Change change, String what) {
      return new Moment(change.revision(), change.at(), name + " " + what);
    }
  }

  /** The history of the pods as text, one line per change that a person would tell. */
  public String describePods() {
    List<Change> all = changes();
    Instant start = all.isEmpty() ? Instant.EPOCH : all.get(0).at();
    StringBuilder text = new StringBuilder();
    java.util.Map<String, String> last = new java.util.HashMap<>();
    for (Change change : all) {
      if (!(change.object() instanceof Pod pod)) {
        continue;
      }
      String state = change.action() == Change.Action.DELETED ? "gone" : describe(pod);
      if (!state.equals(last.put(change.subject(), state))) {
        text.append(
            "%6.1f s  %-24s %s%n"
                .formatted(
                    start.until(change.at(), ChronoUnit.MILLIS) / 1000.0,
                    pod.getMetadata().getName(),
                    state));
      }
    }
    return text.toString();
  }

  private static String describe(Pod pod) {
    String state = Pods.phase(pod) + (Pods.reportsReady(pod) ? ", ready" : "");
    int restarts = Pods.restarts(pod);
    return restarts == 0 ? state : state + ", restarts " + restarts;
  }
}
