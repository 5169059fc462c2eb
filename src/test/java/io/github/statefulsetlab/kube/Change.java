package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/**
 * One event of a watch, as the recorder received it.
 *
 * <p>{@code revision} is the object's resource version read as a number. Resource versions of one
 * API server are comparable (Kubernetes KEP-5504), so it orders changes across kinds; {@code at} is
 * the recorder's own clock, for display and durations only.
 */
public record Change(long revision, Instant at, Action action, HasMetadata object) {

  /** What happened to the object. */
  public enum Action {
    ADDED,
    MODIFIED,
    DELETED
  }

  /** The kind and name of the object, as {@code Pod/web-0}. */
  public String subject() {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  boolean isAbout(Class<? extends HasMetadata> type, String name) {
    return type.isInstance(object) && name.equals(object.getMetadata().getName());
  }

  static long revisionOf(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }
}
