package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.submission.Asked;
import io.qameta.allure.SeverityLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How much a promise weighs in Allure")
class SeveritiesTest {

  private static final Severities RUBRIC =
      new Severities(new Asked(Map.of("dns.pod-fqdn", List.of(Asked.Parameters.NONE))));

  @Test
  void isDecidedByTheRubric() {
    assertThat(RUBRIC.of("dns.pod-fqdn", false)).isEqualTo(SeverityLevel.CRITICAL);
    assertThat(RUBRIC.of("counts.diverge", true)).isEqualTo(SeverityLevel.MINOR);
  }

  @Test
  void isDecidedByWhetherEveryRunChecksItWhereThereIsNoRubric() {
    assertThat(Severities.WITHOUT_RUBRIC.of("counts.diverge", true))
        .isEqualTo(SeverityLevel.CRITICAL);
    assertThat(Severities.WITHOUT_RUBRIC.of("counts.concurrent", false))
        .isEqualTo(SeverityLevel.NORMAL);
  }
}
