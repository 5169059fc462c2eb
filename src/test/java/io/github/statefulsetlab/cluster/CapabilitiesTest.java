package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bounding set of capabilities")
class CapabilitiesTest {

  private static final int LAST = 40;

  @Test
  void lacksNothingWhenItIsFull() {
    assertThat(Capabilities.missing("000001ffffffffff", LAST)).isEmpty();
  }

  @Test
  void lacksWhatItHasNoBitFor() {
    assertThat(Capabilities.missing("000001fffeffffff", LAST)).containsExactly("SYS_RESOURCE");
    assertThat(Capabilities.missing("000001fffffffffe", LAST)).containsExactly("CHOWN");
  }

  @Test
  void lacksNothingThatTheKernelDoesNotKnow() {
    assertThat(Capabilities.missing("0000003fffffffff", 37)).isEmpty();
    assertThat(Capabilities.missing("0000003fffffffff", LAST))
        .containsExactly("PERFMON", "BPF", "CHECKPOINT_RESTORE");
    assertThat(Capabilities.missing("000001ffffffffff", 63)).isEmpty();
  }

  @Test
  void isAHexadecimalNumber() {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> Capabilities.missing("all", LAST));
  }
}
