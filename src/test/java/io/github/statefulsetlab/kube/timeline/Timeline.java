package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The history of a namespace, in watch order: what was created, changed and deleted since before
 * the install. It only grows; reading it never asks the cluster, never waits, and costs no more
 * than the history of what is asked for. Of events only the last ones are kept.
 *
 * <p>For use by many threads. The objects in it are shared: don't change them.
 */
public final class Timeline {

  /** Of one kind; a lab makes some hundreds of changes. */
  static final long MOST_CHANGES = 5_000;

  /** Annotations are the only part of an object that a chart can make as large as it likes. */
  private static final int ANNOTATIONS_OF_A_CHANGE = 4_096;

  private final Map<Class<?>, AtomicLong> sizes = new ConcurrentHashMap<>();
  private final Set<Class<?>> full = ConcurrentHashMap.newKeySet();
  private final Map<Class<?>, Map<String, List<Change>>> histories = new ConcurrentHashMap<>();
  private final RecentEvents events = new RecentEvents();
  private final List<Gap> gaps = new CopyOnWriteArrayList<>();

  /** Adds a change, in its place; one that is there already (after a resumed watch) is ignored. */
  public void add(Change change) {
    if (change.object() instanceof Event) {
      events.add(change);
      return;
    }
    if (isFull(change)) {
      return;
    }
    byName(change.object().getClass())
        .merge(change.name(), List.of(change), (known, added) -> insert(known, added.get(0)));
  }

  /** What is too much to keep is a gap that stays open. */
  private boolean isFull(Change change) {
    Class<?> type = change.object().getClass();
    long size = sizes.computeIfAbsent(type, kind -> new AtomicLong()).addAndGet(size(change));
    if (size <= MOST_CHANGES) {
      return false;
    }
    if (full.add(type)) {
      gaps.add(
          new Gap(
              type.getSimpleName(),
              change.revision(),
              OptionalLong.empty(),
              "there are more than the %d that are kept".formatted(MOST_CHANGES)));
    }
    return true;
  }

  private static long size(Change change) {
    long annotations =
        Stream.ofNullable(change.object().getMetadata().getAnnotations())
            .flatMap(all -> all.entrySet().stream())
            .mapToLong(entry -> entry.getKey().length() + String.valueOf(entry.getValue()).length())
            .sum();
    return 1 + annotations / ANNOTATIONS_OF_A_CHANGE;
  }

  private static List<Change> insert(List<Change> known, Change change) {
    int place = Collections.binarySearch(known, change, Change.WATCH_ORDER);
    if (place >= 0) {
      return known;
    }
    List<Change> all = new ArrayList<>(known.size() + 1);
    all.addAll(known);
    all.add(-place - 1, change);
    return Collections.unmodifiableList(all);
  }

  private Map<String, List<Change>> byName(Class<?> type) {
    return histories.computeIfAbsent(type, kind -> new ConcurrentSkipListMap<>());
  }

  void add(Gap gap) {
    gaps.add(gap);
  }

  /** Stretches that the recorder may have missed. Where there is one, nothing can be asserted. */
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /**
   * Makes sure that nothing is missing from the history of a kind.
   *
   * @throws TimelineGapException if something may be
   */
  public void requireComplete(Class<? extends HasMetadata> type) {
    require(gaps.stream().filter(gap -> gap.kind().equals(type.getSimpleName())).toList());
  }

  private void requireRecorded(Class<? extends HasMetadata> type) {
    if (!gaps.isEmpty()) {
      require(
          gaps.stream()
              .filter(gap -> gap.isOpen() && gap.kind().equals(type.getSimpleName()))
              .toList());
    }
  }

  private static void require(List<Gap> none) {
    if (!none.isEmpty()) {
      throw new TimelineGapException(none);
    }
  }

  /** All changes so far, in watch order; of events those that are kept. */
  public List<Change> changes() {
    return Stream.concat(
            histories.values().stream()
                .flatMap(kind -> kind.values().stream())
                .flatMap(List::stream),
            events.changes().stream())
        .sorted(Change.WATCH_ORDER)
        .toList();
  }

  /** The history of one pod, by name: every incarnation of it. */
  public History<Pod> pod(String name) {
    return of(Pod.class, name);
  }

  /**
   * The history of one object, by name: every incarnation of it.
   *
   * @throws TimelineGapException if objects of this type are no longer recorded
   */
  public <T extends HasMetadata> History<T> of(Class<T> type, String name) {
    requireRecorded(type);
    return new History<>(type, name, byName(type).getOrDefault(name, List.of()));
  }

  /** The histories of all objects of this type, by name. */
  public <T extends HasMetadata> List<History<T>> all(Class<T> type) {
    requireRecorded(type);
    return byName(type).entrySet().stream()
        .map(entry -> new History<>(type, entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * The objects of this type that exist now, as last seen, by name.
   *
   * @throws TimelineGapException if objects of this type are no longer recorded
   */
  public <T extends HasMetadata> List<T> current(Class<T> type) {
    return all(type).stream().flatMap(history -> history.current().stream()).toList();
  }

  /** Events that are kept, the latest of each, in the order in which they were last seen. */
  public List<Event> events() {
    return events.changes().stream().map(change -> (Event) change.object()).toList();
  }

  /** The last events about anything, as sentences, oldest first. */
  public List<String> lastEvents(int atMost) {
    return events.sentences(atMost);
  }
}
