package io.github.statefulsetlab.lab.context;

import io.github.statefulsetlab.lab.context.Findings.Variant;
import io.github.statefulsetlab.submission.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Checks one criterion in each of the ways in which rows of a rubric ask for it: one row may want a
 * readiness probe, and another one a liveness probe.
 */
public final class EachAsked {

  private EachAsked() {}

  /**
   * Runs the check once for each way. Where there are several, what each came to is found, and the
   * failure of those that failed is thrown after all were checked.
   *
   * @param check given what is asked for, in one way
   */
  public static void of(Asked asked, String criterion, Evidence evidence, Consumer<Asked> check) {
    List<Asked> ways = asked.each(criterion);
    if (ways.size() == 1) {
      check.accept(ways.get(0));
      return;
    }
    List<Variant> variants = new ArrayList<>();
    List<AssertionError> failures = new ArrayList<>();
    for (Asked way : ways) {
      Optional<AssertionError> failure = failure(way, check);
      failure.ifPresent(failures::add);
      variants.add(
          new Variant(
              way.of(criterion),
              failure.isEmpty(),
              evidence.takeParts(),
              failure.map(e -> String.valueOf(e.getMessage())),
              failure.flatMap(Hint::of)));
    }
    evidence.variants(variants);
    if (!failures.isEmpty()) {
      throw together(failures);
    }
  }

  private static Optional<AssertionError> failure(Asked way, Consumer<Asked> check) {
    try {
      check.accept(way);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    }
  }

  private static AssertionError together(List<AssertionError> failures) {
    if (failures.size() == 1) {
      return failures.get(0);
    }
    AssertionError all =
        new AssertionError(
            failures.stream()
                .map(failure -> String.valueOf(failure.getMessage()).strip())
                .distinct()
                .collect(Collectors.joining("\n")),
            failures.get(0));
    String hints =
        failures.stream()
            .flatMap(failure -> Hint.of(failure).stream())
            .distinct()
            .collect(Collectors.joining(" "));
    Hint.on(all, Optional.of(hints).filter(text -> !text.isEmpty()));
    return DependsOn.on(
        all,
        failures.stream().flatMap(failure -> DependsOn.of(failure).stream()).distinct().toList());
  }
}
