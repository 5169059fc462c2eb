package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void theEndOfAVeryLongPieceIsCutOffAndItSaysSo() {
    Evidence evidence = new Evidence();
    evidence.add("short", "x".repeat(256 * 1024));
    evidence.add("long", "x".repeat(256 * 1024 + 7));

    assertThat(evidence.items().get(0).text()).doesNotContain("cut");
    assertThat(evidence.items().get(1).text())
        .hasSizeLessThan(256 * 1024 + 100)
        .endsWith("[cut here: 7 more characters]");
  }

  @Test
  void showsTheCountsThatPodsReadAgainAsFarAsThereAreAny() {
    Evidence evidence = new Evidence();
    evidence.countsReadAgain(List.of("web-0", "web-1"), List.of(13L, 5L), List.of(13L));

    assertThat(evidence.items())
        .containsExactly(
            new Evidence.Item(
                "Counts read again",
                """
                POD     BEFORE   NOW
                web-0   13       13
                web-1   5        -
                """));
  }
}
