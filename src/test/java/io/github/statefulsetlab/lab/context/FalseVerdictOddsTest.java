package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseVerdictOddsTest {

  @ParameterizedTest(name = "{0} pods")
  @CsvSource({"1, 1", "2, 21", "3, 37", "10, 153"})
  void chanceLeavesAPodOutLessThanOnceInAMillionRuns(int pods, int visits) {
    assertThat(FalseVerdictOdds.visitsThatReachAll(pods)).isEqualTo(visits);
    if (pods > 1) {
      assertThat(pods * Math.pow(1 - 1.0 / pods, visits)).isLessThan(FalseVerdictOdds.FALSE_ALARM);
    }
  }
}
