package io.github.statefulsetlab.counter;

/** Name and version of the app; its image is tagged with them. */
public final class Version {

  public static final String NAME = "counter";
  public static final String NUMBER = "1.0.0";

  private Version() {}
}
