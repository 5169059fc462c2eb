package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Criterion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInFactsTest {

  @ParameterizedTest
  @ValueSource(strings = {"counts.diverge", "probes.do-not-count", "storage.survives-uninstall"})
  void concernWhatOnlyTheAppCanShow(String criterion) {
    assertThat(Criterion.all()).containsKey(criterion);
    assertThat(StandInFacts.concerns(criterion)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chart.renders", "identity.ordinal-names", "storage.claims-bound"})
  void leaveAloneWhatKubernetesShows(String criterion) {
    assertThat(StandInFacts.concerns(criterion)).isFalse();
  }

  @Test
  void nameOnlyCriteriaThatExist() {
    assertThat(Criterion.all().keySet().stream().filter(StandInFacts::concerns).count())
        .isGreaterThan(15);
  }
}
