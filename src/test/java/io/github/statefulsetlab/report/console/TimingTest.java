package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  private CoreTime cores = new CoreTime(100, 1000);
  private final Timing timing = new Timing(BEGUN, () -> Optional.of(cores));

  @Test
  void tellsHowMuchWasSharedWhatDecidedTheEndAndHowBusyTheMachineWas() {
    timing.add("dns.pod-fqdn [web]", BEGUN.plusSeconds(2), Duration.ofSeconds(30));
    timing.add("storage.claim-in-use [web]", BEGUN.plusSeconds(2), Duration.ofSeconds(18));
    cores = new CoreTime(190, 1100);
    timing.add("updates.partition [web]", BEGUN.plusSeconds(20), Duration.ofSeconds(20));

    cores = new CoreTime(190, 9000);

    assertThat(timing.summary())
        .containsExactly(
            "checking     40.0 s of wall time for 68.0 s of checks (1.7 in parallel)",
            "critical path: waited 2.0 s, then storage.claim-in-use [web] 18.0 s, then updates.partition [web] 20.0 s",
            "cores        90 % of their time used");
  }

  @Test
  void theStartOfTheClusterIsNobodysOwnTime() {
    Timing timing = new Timing(BEGUN, Optional::empty);
    timing.add("dns.pod-fqdn [web]", BEGUN.minusSeconds(9), Duration.ofSeconds(19));
    timing.add("chart.lints [web]", BEGUN.minusSeconds(9), Duration.ofSeconds(1));

    assertThat(timing.summary())
        .containsExactly(
            "checking     10.0 s of wall time for 10.0 s of checks (1.0 in parallel)",
            "critical path: waited 0.0 s, then dns.pod-fqdn [web] 10.0 s");
  }

  @Test
  void saysNothingOfARunInWhichNothingWasChecked() {
    assertThat(timing.summary()).isEmpty();
  }
}
