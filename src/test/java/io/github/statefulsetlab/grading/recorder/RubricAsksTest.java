package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.submission.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricAsksTest {

  @Test
  void withoutARubricNothingIsAskedFor() {
    assertThat(new RubricAsks().asked()).isEqualTo(Asked.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "counter-100, chart.replicas, true",
    "counter-100, storage.claims-bound, true",
    "counter-100, chart.kind-toggle, false",
    "counter-100, chart.two-services, false"
  })
  void aRubricAsksForItsCriteria(String rubric, String criterion, boolean asks) {
    assertThat(RubricAsks.of(Rubrics.read(rubric)).asks(criterion)).isEqualTo(asks);
  }

  @Test
  void whichStrategyARowAsksForIsDecidedLater() {
    assertThat(RubricAsks.of(Rubrics.read("lab15-s26")).of("updates.strategy-in-chart"))
        .isEqualTo(Asked.Parameters.NONE);
  }

  @Test
  void aRubricGivesItsCriteriaParameters() {
    assertThat(RubricAsks.of(Rubrics.read("counter-100")).fewestReplicas()).isEqualTo(2);
  }
}
