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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is promised that nobody checks, and nothing is checked that can't fail. */
class ProofTest {

  private static final String KUBERNETES = "v1.36.1";
  private static final String NAMESPACE = "course";

  private final List<Mutant> mutants = Mutants.all();

  @Test
  void criteriaBehavioursAndMutantsFitTogether() {
    List<String> checked = BehaviourMethod.all().stream().map(BehaviourMethod::id).toList();

    assertThat(new Proof(Criterion.all(), checked, mutants).gaps()).isEmpty();
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
