package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricAsksTest {

  @Test
  void withoutARubricNothingIsAskedFor() {
    assertThat(new RubricAsks().asked("main")).isEqualTo(Asked.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "counter-100, chart.replicas, true",
    "counter-100, storage.claims-bound, true",
    "counter-100, chart.kind-toggle, false",
    "counter-100, chart.two-services, false"
  })
  void aRubricAsksForItsCriteria(String rubric, String criterion, boolean asks) {
    assertThat(RubricAsks.of(Rubrics.read(rubric), "main").asks(criterion)).isEqualTo(asks);
  }

  @Test
  void whichStrategyARowAsksForIsDecidedLater() {
    assertThat(RubricAsks.of(Rubrics.read("lab15-s26"), "main").of("updates.strategy-in-chart"))
        .isEqualTo(Asked.Parameters.NONE);
  }

  @Test
  void aRubricGivesItsCriteriaParameters() {
    assertThat(RubricAsks.of(Rubrics.read("counter-100"), "main").fewestReplicas()).isEqualTo(2);
  }

  @Test
  void ofAFurtherChartOnlyItsOwnRowsAskSomething() {
    Asked asked = RubricAsks.of(Rubrics.read("lab14-s25"), "bonus");

    assertThat(asked.criteria()).containsOnlyKeys("chart.renders", "storage.claims-bound");
  }

  @Test
  void aFurtherChartNeedsARubric() {
    assertThatThrownBy(() -> new RubricAsks().asked("bonus"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Add --rubric NAME or FILE.");
  }

  @Test
  void aCriterionIsAskedForInEachWay(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            id: r
            title: R
            tasks:
              - id: "1"
                title: T
                items:
                  - {criterion: probes.present, id: a, points: 1, with: {probes: [readiness]}}
                  - {criterion: probes.present, id: b, points: 1, with: {probes: [liveness]}}
                  - {criterion: probes.present, id: c, points: 1, with: {probes: [readiness]}}
                  - {criterion: probes.present, id: d, points: 1}
            """);

    assertThat(RubricAsks.of(Rubrics.read(file.toString()), "main").each("probes.present"))
        .extracting(Asked::probes)
        .containsExactly(
            List.of("readiness"), List.of("liveness"), List.of("liveness", "readiness"));
  }
}
