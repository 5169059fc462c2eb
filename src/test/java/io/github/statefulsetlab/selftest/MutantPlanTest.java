package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MutantPlanTest {

  private final List<BehaviourMethod> suite = BehaviourMethod.all();
  private final List<Mutant> mutants = Mutants.all();
  private final Map<String, List<BehaviourMethod>> plan = MutantPlan.of(mutants, suite, false);

  @Test
  void whatMustFailIsChecked() {
    assertThat(mutants)
        .allSatisfy(
            mutant ->
                assertThat(planned(mutant))
                    .extracting(BehaviourMethod::id)
                    .doesNotHaveDuplicates()
                    .containsAll(mutant.fails().keySet()));
  }

  @Test
  void whatIsSkippedForAnotherEverywhereIsCheckedSomewhere() {
    assertThat(mutants)
        .flatExtracting(mutant -> mutant.skips().keySet())
        .allSatisfy(
            id ->
                assertThat(mutants)
                    .anyMatch(
                        m ->
                            m.breaks().containsKey(id)
                                && planned(m).stream().anyMatch(b -> b.id().equals(id))));
  }

  @Test
  void everyBehaviourIsAlsoCheckedWhereItHasNoReasonToFail() {
    Map<String, Boolean> unrelated = new TreeMap<>();
    for (Mutant mutant : mutants) {
      planned(mutant)
          .forEach(b -> unrelated.merge(b.id(), isUnrelated(mutant, b), Boolean::logicalOr));
    }

    assertThat(unrelated).hasSameSizeAs(suite).doesNotContainValue(false);
  }

  @Test
  void noLabIsInstalledForAMutantThatFailsByItsChartAlone() {
    assertThat(mutants)
        .filteredOn(m -> m.breaks().keySet().stream().allMatch(id -> id.startsWith("chart.")))
        .isNotEmpty()
        .allSatisfy(mutant -> assertThat(planned(mutant)).noneMatch(BehaviourMethod::sharesItsLab));
  }

  @Test
  void everythingIsEverything() {
    assertThat(MutantPlan.of(mutants, suite, true).values())
        .allSatisfy(behaviours -> assertThat(behaviours).hasSameElementsAs(suite));
  }

  private static boolean isUnrelated(Mutant mutant, BehaviourMethod behaviour) {
    return !mutant.breaks().containsKey(behaviour.id());
  }

  private List<BehaviourMethod> planned(Mutant mutant) {
    return Objects.requireNonNull(plan.get(mutant.name()));
  }
}
