package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedOutputTest {

  private final BoundedOutput output = new BoundedOutput();

  @Test
  void keepsAllOfWhatIsShort() throws IOException {
    output.write("größe".getBytes(StandardCharsets.UTF_8));
    output.write('\n');

    assertThat(output.text()).isEqualTo("größe\n");
  }

  @Test
  void saysHowMuchOfWhatIsLongWasCutOff() throws IOException {
    byte[] chunk = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2000; i++) {
      output.write(chunk);
    }

    assertThat(output.text())
        .hasSizeLessThan(BoundedOutput.MOST + 100)
        .endsWith("[cut here: %d more bytes]".formatted(2000 * 1000 - BoundedOutput.MOST));
  }
}
