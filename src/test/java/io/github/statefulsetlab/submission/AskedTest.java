package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskedTest {

  private static Parameters probes(String... names) {
    return new Parameters(null, null, null, List.of(names), null);
  }

  @Test
  void whatIsUsualNeedNotBeSaid() {
    assertThat(Asked.isSame("probes.present", Parameters.NONE, probes("readiness", "liveness")))
        .isTrue();
    assertThat(
            Asked.isSame(
                "chart.replicas", new Parameters(null, 3, null, null, null), Parameters.NONE))
        .isTrue();
    assertThat(
            Asked.isSame(
                "chart.kind-toggle",
                Parameters.NONE,
                new Parameters(null, null, List.of("Deployment"), null, null)))
        .isTrue();
  }

  @Test
  void somethingElseIsNotTheSame() {
    assertThat(Asked.isSame("probes.present", Parameters.NONE, probes("readiness"))).isFalse();
    assertThat(
            Asked.isSame(
                "chart.replicas", new Parameters(null, 2, null, null, null), Parameters.NONE))
        .isFalse();
    assertThat(
            Asked.isSame(
                "ordering.policy-as-asked",
                new Parameters("Parallel", null, null, null, null),
                new Parameters("OrderedReady", null, null, null, null)))
        .isFalse();
  }
}
