package io.github.statefulsetlab.kube;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The line of a template that says which kind of object it makes: written there, or decided by a
 * value. What an autoscaler is for is deeper in its object.
 */
public final class KindLine {

  private static final String LINE =
      "(?: {0,2}|\\s*- )kind:\\s*([\"']?(%s)[\"']?|[\"']?\\{\\{.*\\.Values\\..*}}[\"']?)\\s*(#.*)?";

  private KindLine() {}

  /** Of an object of one of these kinds, or of one that a value decides. */
  public static Pattern ofAny(List<String> kinds) {
    return Pattern.compile(LINE.formatted(String.join("|", kinds)));
  }
}
