package io.github.statefulsetlab.lab.context;

/** How much of a promise was kept, such as two of three pods. */
public record Parts(int right, int of) {

  /** Refuses what is not a part of a whole. */
  public Parts {
    if (right < 0 || of < 1 || right > of) {
      throw new IllegalArgumentException(right + " of " + of + " is not a part of a whole");
    }
  }
}
