package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.run.Dependencies;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CriterionDependenciesTest {

  private final Map<String, Criterion> criteria = Criterion.all();
  private final CriterionDependencies dependencies = new CriterionDependencies();

  @Test
  void namesOnlyCriteriaThatExist() {
    assertThat(criteria.values())
        .allSatisfy(
            criterion ->
                assertThat(criteria.keySet())
                    .as("dependsOn of %s", criterion.id())
                    .containsAll(criterion.dependencies()));
  }

  @Test
  void nothingDependsOnItself() {
    assertThat(criteria.keySet())
        .allSatisfy(id -> assertThat(dependencies.of(id)).as(id).doesNotContain(id));
  }

  @Test
  void isTransitive() {
    assertThat(dependencies.of("storage.survives-uninstall"))
        .contains(
            "storage.survives-pod-deletion",
            "storage.mounted-where-written",
            "storage.claims-bound");
  }

  @Test
  void whatNeedsPodsDependsOnWhatKeepsThemFromGettingReady() {
    assertThat(dependencies.of("ordering.side-by-side"))
        .containsExactly("storage.claims-bound", "probes.present");
    assertThat(dependencies.of("chart.renders")).isEmpty();
    assertThat(dependencies.of("faults.unknown")).isEmpty();
  }

  @Test
  void isFoundByTheRun() {
    assertThat(Dependencies.found().of("counts.isolated")).contains("storage.claims-bound");
  }
}
