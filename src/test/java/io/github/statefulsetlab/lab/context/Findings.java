package io.github.statefulsetlab.lab.context;

import java.util.List;
import java.util.Optional;

/**
 * What a check found out beside whether the promise was kept.
 *
 * @param parts how much was kept, where a promise to several pods or claims was broken for some
 * @param chartHas what the chart has of what a rubric can ask for
 */
public record Findings(Optional<Parts> parts, Optional<List<String>> chartHas) {

  /** Nothing else. */
  public static final Findings NONE = new Findings(Optional.empty(), Optional.empty());
}
