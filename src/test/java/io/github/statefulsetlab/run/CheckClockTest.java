package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.Test;

class CheckClockTest {

  private static final Duration SOON = Duration.ofMillis(20);

  private final Outage outage = new Outage();
  private final CheckClock clock = new CheckClock(outage);
  private final AssertionError met = new AssertionError("not ready");

  private static void waitForLong() {
    await().atMost(Duration.ofSeconds(30)).until(() -> false);
  }

  @Test
  void stopsACheckThatTakesTooLongAndSaysSo() {
    clock.allow(SOON);
    try (clock) {
      clock.start();

      assertThatThrownBy(CheckClockTest::waitForLong).isInstanceOf(TerminalFailureException.class);

      assertThat(clock.told(met))
          .isInstanceOf(TimeoutException.class)
          .hasMessageStartingWith("Stopped after 0 s")
          .hasCause(met);
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Each would have waited for its own deadline, on a cluster that answers nothing. */
  @Test
  void stopsACheckThatIsUnderWayWhenTheClusterIsLost() {
    try (clock) {
      clock.start();

      outage.begin("The cluster has no Ready node.");

      assertThatThrownBy(CheckClockTest::waitForLong).isInstanceOf(TerminalFailureException.class);
      assertThat(clock.hasRung()).isTrue();
    }
  }

  @Test
  void leavesAloneWhatACheckMeetsInTime() {
    try (clock) {
      clock.start();

      assertThat(clock.hasRung()).isFalse();
      assertThat(clock.told(met)).isSameAs(met);
    }
  }

  /** A behaviour that installs labs and then visits the shared one starts its clock twice. */
  @Test
  void startsAgainWithAllOfItsTime() {
    clock.allow(SOON);
    clock.start();
    clock.allow(Duration.ofMinutes(5));
    try (clock) {
      clock.start();

      await().pollDelay(SOON.multipliedBy(10)).until(() -> true);

      assertThat(clock.hasRung()).isFalse();
    }
  }
}
