package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.submission.Mutant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is promised, what is checked, and what shows that a check can fail.
 *
 * @param criteria by id
 * @param checked the ids in {@code @Behaviour}
 */
record Proof(Map<String, Criterion> criteria, List<String> checked, List<Mutant> mutants) {

  /** What one of the three has and another lacks, each in a sentence; empty if nothing is. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (String id : checked) {
      if (!once.add(id)) {
        gaps.add("%s is checked by two behaviours.".formatted(id));
      } else if (!criteria.containsKey(id)) {
        gaps.add("%s is checked, but no file of criteria has it.".formatted(id));
      }
    }
    Set<String> failing =
        mutants.stream().flatMap(m -> m.breaks().keySet().stream()).collect(Collectors.toSet());
    for (Criterion criterion : criteria.values()) {
      if (!once.contains(criterion.id())) {
        gaps.add("%s is checked by no behaviour.".formatted(criterion.id()));
      }
      gaps.addAll(gapsOfProof(criterion, failing.contains(criterion.id())));
    }
    mutants.forEach(mutant -> gaps.addAll(gaps(mutant)));
    return gaps;
  }

  private static List<String> gapsOfProof(Criterion criterion, boolean fails) {
    if (criterion.mutant() == null) {
      return fails
          ? List.of()
          : List.of(
              "%s fails on no mutant. Add one, or say mutant: \"none: why\"."
                  .formatted(criterion.id()));
    }
    if (criterion.whyNoMutant().isEmpty()) {
      return List.of("mutant of %s has to be \"none: why\".".formatted(criterion.id()));
    }
    return fails
        ? List.of("%s says that it has no mutant, but fails on one.".formatted(criterion.id()))
        : List.of();
  }

  private List<String> gaps(Mutant mutant) {
    List<String> gaps = new ArrayList<>();
    for (String id : mutant.breaks().keySet()) {
      if (!criteria.containsKey(id)) {
        gaps.add("Mutant %s names %s, which is not a criterion.".formatted(mutant.name(), id));
      }
      if (mutant.fails().containsKey(id) && mutant.skips().containsKey(id)) {
        gaps.add("Mutant %s has %s in fails and in skips.".formatted(mutant.name(), id));
      }
    }
    return gaps;
  }
}
