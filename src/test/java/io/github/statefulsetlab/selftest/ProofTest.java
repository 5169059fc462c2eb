package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing is promised that nobody checks, and nothing is checked that can't fail. */
class ProofTest {

  private static final String KUBERNETES = "v1.36.1";
  private static final String NAMESPACE = "course";

  private final Map<String, Criterion> criteria = Criterion.all();
  private final List<Mutant> mutants = Mutants.all();
  private final Set<String> failing =
      mutants.stream().flatMap(m -> m.breaks().keySet().stream()).collect(Collectors.toSet());

  @Test
  void everyCriterionIsCheckedByOneBehaviourAndEveryBehaviourHasACriterion() {
    assertThat(BehaviourMethod.all())
        .extracting(BehaviourMethod::id)
        .as("ids in @Behaviour, against criteria/*.yaml")
        .containsExactlyInAnyOrderElementsOf(criteria.keySet());
  }

  @Test
  void everyCriterionHasAMutantOrSaysWhyThereCanBeNone() {
    assertThat(criteria.values())
        .filteredOn(criterion -> criterion.mutant() == null)
        .extracting(Criterion::id)
        .as(
            "criteria without 'mutant: \"none: why\"', against fails and skips of"
                + " mutants/*/mutant.yaml")
        .isSubsetOf(failing);
  }

  @Test
  void aCriterionThatSaysItHasNoMutantHasNone() {
    assertThat(criteria.values())
        .filteredOn(criterion -> criterion.mutant() != null)
        .allSatisfy(
            criterion -> {
              assertThat(criterion.whyNoMutant())
                  .as("'none: why' of %s", criterion.id())
                  .isPresent();
              assertThat(failing).doesNotContain(criterion.id());
            });
  }

  @Test
  void mutantsNameOnlyCriteriaThatExistAndEachOnce() {
    assertThat(mutants)
        .allSatisfy(
            mutant -> {
              Set<String> both = new HashSet<>(mutant.fails().keySet());
              both.retainAll(mutant.skips().keySet());
              assertThat(both).as("in fails and in skips").isEmpty();
              assertThat(criteria.keySet())
                  .containsAll(mutant.fails().keySet())
                  .containsAll(mutant.skips().keySet());
            });
  }

  @Test
  void everyMutantIsAnotherChartThanItsProfile() {
    try (HelmRunner helm = new HelmRunner()) {
      assertThat(mutants)
          .filteredOn(mutant -> !Mutants.changesFiles(mutant))
          .allSatisfy(
              mutant ->
                  assertThat(rendered(helm, Mutants.submission(mutant)))
                      .isNotEqualTo(rendered(helm, Mutants.profile(mutant))));
    }
    assertThat(mutants)
        .filteredOn(Mutants::changesFiles)
        .allSatisfy(
            mutant ->
                assertThat(Mutants.submission(mutant).chart().digest())
                    .isNotEqualTo(Mutants.profile(mutant).chart().digest()));
  }

  @Test
  void onlyTheMutantThatReachesOutIsRefused() {
    try (HelmRunner helm = new HelmRunner()) {
      assertThat(mutants)
          .filteredOn(mutant -> !mutant.name().equals("does-not-render"))
          .filteredOn(mutant -> isRefused(rendered(helm, Mutants.submission(mutant))))
          .extracting(Mutant::name)
          .containsExactly("fixed-namespace");
    }
  }

  private static boolean isRefused(Manifests manifests) {
    try {
      ManifestGuard.check(manifests, NAMESPACE, Tenancy.OWN);
      return false;
    } catch (ChartException e) {
      return true;
    }
  }

  private static Manifests rendered(HelmRunner helm, Submission submission) {
    return Manifests.parse(
            helm.template(submission.chart(), submission.values(), "lab", NAMESPACE, KUBERNETES))
        .with(submission.patches());
  }
}
