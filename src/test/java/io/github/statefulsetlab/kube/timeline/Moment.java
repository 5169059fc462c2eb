package io.github.statefulsetlab.kube.timeline;

import java.time.Instant;

/** A point in a namespace's history: when something first became true, in watch order. */
public record Moment(long revision, Instant at, String what) {

  /** Whether this came before the other, by the order of the changes and never by the clock. */
  public boolean isBefore(Moment other) {
    return revision < other.revision;
  }

  @Override
  public String toString() {
    return what + " (revision " + revision + ")";
  }
}
