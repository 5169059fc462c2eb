package io.github.statefulsetlab.lab.context;

import io.github.statefulsetlab.submission.Asked;
import java.util.List;
import java.util.Optional;

/**
 * What a check found out beside whether the promise was kept.
 *
 * @param parts how much was kept, where a promise to several pods or claims was broken for some
 * @param chartHas what the chart has of what a rubric can ask for
 * @param variants what it came to in each way in which it was asked for; empty where there was one
 * @param steps what was done and waited for, in order
 */
public record Findings(
    Optional<Parts> parts,
    Optional<List<String>> chartHas,
    List<Variant> variants,
    List<Step> steps) {

  /**
   * What a check came to in one of the ways in which it was asked for.
   *
   * @param asked the parameters
   * @param kept whether the chart has what they ask for
   * @param parts how much of it, where that can be told
   * @param seen what was seen instead; empty where it was kept
   * @param hint what to change, where the failure has a hint of its own
   */
  public record Variant(
      Asked.Parameters asked,
      boolean kept,
      Optional<Parts> parts,
      Optional<String> seen,
      Optional<String> hint) {}

  /** Nothing else. */
  public static final Findings NONE =
      new Findings(Optional.empty(), Optional.empty(), List.of(), List.of());

  /** The same with how much was kept. */
  Findings keptFor(Optional<Parts> of) {
    return new Findings(of, chartHas, variants, steps);
  }

  /** The same with what the chart has. */
  Findings chartHas(List<String> what) {
    return new Findings(parts, Optional.of(List.copyOf(what)), variants, steps);
  }

  /** The same with what each way came to. */
  Findings variants(List<Variant> all) {
    return new Findings(parts, chartHas, List.copyOf(all), steps);
  }

  /** The same with these steps. */
  Findings steps(List<Step> taken) {
    return new Findings(parts, chartHas, variants, taken);
  }
}
