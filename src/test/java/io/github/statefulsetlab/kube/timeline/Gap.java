package io.github.statefulsetlab.kube.timeline;

import java.util.OptionalLong;

/**
 * A stretch of history that the recorder may have missed.
 *
 * @param kind the kind whose changes may be missing, as in {@code Pod}
 * @param after the last revision that is known to be complete
 * @param until the revision from which the history is complete again; empty where the recording of
 *     this kind has ended for good
 * @param why what the watch said when it ended
 */
public record Gap(String kind, long after, OptionalLong until, String why) {

  boolean isOpen() {
    return until.isEmpty();
  }

  @Override
  public String toString() {
    return "changes to %ss may be missing %s: %s"
        .formatted(
            kind,
            until.isPresent()
                ? "between revisions %d and %d".formatted(after, until.getAsLong())
                : "after revision " + after,
            why);
  }
}
