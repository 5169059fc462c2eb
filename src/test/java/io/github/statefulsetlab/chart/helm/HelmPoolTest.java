package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.chart.ChartException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Helm's processes")
class HelmPoolTest {

  private final HelmPool failing =
      new HelmPool(
          () -> {
            throw new ChartException("no more processes");
          });

  @Test
  @Timeout(5)
  void areAskedForAgainHoweverOftenTheyDoNotStart() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> failing.with(process -> "never"))
          .isInstanceOf(ChartException.class)
          .hasMessage("no more processes");
    }
  }

  @Test
  void doNotStartOnceTheyAreStopped() {
    failing.close();

    assertThatThrownBy(() -> failing.with(process -> "never")).hasMessage("Helm has been stopped.");
  }
}
