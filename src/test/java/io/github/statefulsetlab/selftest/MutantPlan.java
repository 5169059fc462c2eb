package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.submission.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which behaviours are checked on which mutant. All on all would take an hour. So a mutant gets
 * those that must fail on it, all that read the chart alone or a lab that stands for those anyway,
 * and a share of the rest: they are dealt out to the mutants in turn, so that each is also seen to
 * pass on a chart that is broken elsewhere. No lab is installed for what may fail or not.
 */
final class MutantPlan {

  private MutantPlan() {}

  static Map<String, List<BehaviourMethod>> of(
      List<Mutant> mutants, List<BehaviourMethod> suite, boolean everything) {
    Map<String, List<BehaviourMethod>> plan = new TreeMap<>();
    for (Mutant mutant : mutants) {
      boolean labStands = suite.stream().anyMatch(b -> mustFail(b, mutant) && b.sharesItsLab());
      plan.put(
          mutant.name(),
          new ArrayList<>(
              suite.stream()
                  .filter(
                      b ->
                          everything
                              || mustFail(b, mutant)
                              || b.readsTheChartAlone()
                              || labStands && b.sharesItsLab())
                  .toList()));
    }
    if (!everything) {
      dealOut(suite.stream().filter(BehaviourMethod::needsLabsOfItsOwn).toList(), mutants, plan);
    }
    return plan;
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

  private static boolean mustFail(BehaviourMethod behaviour, Mutant mutant) {
    return mutant.fails().containsKey(behaviour.id());
  }

  private static boolean isUnrelated(BehaviourMethod behaviour, Mutant mutant) {
    return mutant.notGradable().isEmpty()
        && !mustFail(behaviour, mutant)
        && !mutant.mayFail().containsKey(behaviour.id());
  }
}
