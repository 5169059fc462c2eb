package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoreTimeTest {

  @Test
  void idleCoresAndThoseThatWaitForADiskAreNotBusy() {
    assertThat(CoreTime.of(List.of("cpu  10 1 5 80 20 2 3 4 9 9", "cpu0 10 1 5 80 20 2 3 4 9 9")))
        .contains(new CoreTime(25, 125));
  }

  @Test
  void whatIsNotThereIsNotMadeUp() {
    assertThat(CoreTime.of(List.of())).isEmpty();
    assertThat(CoreTime.of(List.of("intr 1 2 3 4 5 6 7 8 9"))).isEmpty();
    assertThat(CoreTime.of(List.of("cpu  10 1 5"))).isEmpty();
  }

  @Test
  void theShareIsThatOfTheTimeBetween() {
    CoreTime first = new CoreTime(100, 1000);

    assertThat(new CoreTime(175, 1100).usedSince(first)).isEqualTo(0.75, within(1e-9));
    assertThat(first.usedSince(first)).isZero();
  }
}
