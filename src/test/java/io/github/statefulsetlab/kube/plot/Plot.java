package io.github.statefulsetlab.kube.plot;

/** Something that is better looked at than read, for people and never for assertions. */
public sealed interface Plot permits Lanes, Bars {

  String title();

  /** The same as text. */
  String text();

  /** Whether there is nothing to be seen. */
  boolean isEmpty();
}
