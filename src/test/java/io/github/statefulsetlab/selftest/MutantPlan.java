package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.submission.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which behaviours are checked on which mutant. All on all would take an hour. So a mutant gets
 * those that must fail on it, those that it is the proof of although they are skipped for another,
 * all that read the chart alone or a lab that stands for those anyway, and a share of the rest:
 * they are dealt out to the mutants in turn, so that each is also seen to pass on a chart that is
 * broken elsewhere.
 */
final class MutantPlan {

  private MutantPlan() {}

  static Map<String, List<BehaviourMethod>> of(
      List<Mutant> mutants, List<BehaviourMethod> suite, boolean everything) {
    Map<String, String> proofs = proofs(mutants);
    Map<String, List<BehaviourMethod>> plan = new TreeMap<>();
    for (Mutant mutant : mutants) {
      Predicate<BehaviourMethod> needed =
          b -> mutant.fails().containsKey(b.id()) || mutant.name().equals(proofs.get(b.id()));
      boolean labStands = suite.stream().anyMatch(b -> needed.test(b) && b.sharesItsLab());
      plan.put(
          mutant.name(),
          new ArrayList<>(
              suite.stream()
                  .filter(
                      b ->
                          everything
                              || needed.test(b)
                              || b.readsTheChartAlone()
                              || labStands && b.sharesItsLab())
                  .toList()));
    }
    if (!everything) {
      dealOut(suite.stream().filter(BehaviourMethod::needsLabsOfItsOwn).toList(), mutants, plan);
    }
    return plan;
  }

  /** The first mutant that breaks it, of each criterion that fails on none by itself. */
  private static Map<String, String> proofs(List<Mutant> mutants) {
    Map<String, String> proofs = new TreeMap<>();
    mutants.forEach(
        mutant -> mutant.skips().keySet().forEach(id -> proofs.putIfAbsent(id, mutant.name())));
    mutants.forEach(mutant -> proofs.keySet().removeAll(mutant.fails().keySet()));
    return proofs;
  }

  private static void dealOut(
      List<BehaviourMethod> rest, List<Mutant> mutants, Map<String, List<BehaviourMethod>> plan) {
    int next = 0;
    for (BehaviourMethod behaviour : rest) {
      for (int tried = 0; tried < mutants.size(); tried++) {
        Mutant mutant = mutants.get(next++ % mutants.size());
        if (isUnrelated(behaviour, mutant)) {
          plan.getOrDefault(mutant.name(), List.of()).add(behaviour);
          break;
        }
      }
    }
  }

  private static boolean isUnrelated(BehaviourMethod behaviour, Mutant mutant) {
    return mutant.notGradable().isEmpty() && !mutant.breaks().containsKey(behaviour.id());
  }
}
