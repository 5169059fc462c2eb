package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Comparator;

/**
 * One event of a watch, as the recorder received it.
 *
 * <p>{@code revision} is the object's resource version read as a number, and it alone orders
 * changes. For objects of one kind Kubernetes promises that (<a
 * href="https://www.kubernetes.dev/resources/keps/5504/">KEP-5504</a>, comparable resource
 * versions). Between kinds it holds where they share a store, as on k3s and wherever the API server
 * was not told to keep events or others apart ({@code --etcd-servers-overrides}). {@code at} is the
 * recorder's own clock, for display and durations only.
 */
public record Change(long revision, Instant at, Action action, HasMetadata object) {

  static final Comparator<Change> WATCH_ORDER =
      Comparator.comparingLong(Change::revision)
          .thenComparing(Change::subject)
          .thenComparing(Change::action);

  /** What happened to the object. */
  public enum Action {
    ADDED,
    MODIFIED,
    DELETED
  }

  /** The kind and name of the object, as {@code Pod/web-0}. */
  public String subject() {
    return object.getKind() + "/" + name();
  }

  String name() {
    return object.getMetadata().getName();
  }

  String uid() {
    return String.valueOf(object.getMetadata().getUid());
  }

  boolean isDeletion() {
    return action == Action.DELETED;
  }

  static long revisionOf(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }
}
