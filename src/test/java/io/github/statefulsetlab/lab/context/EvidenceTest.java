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

  @Test
  void showsTheCountsBeforeAndAfterVisits() {
    Evidence evidence = new Evidence();
    evidence.countsAround("Visits", "", List.of("web-0"), List.of(1L), List.of(3L));
    evidence.countsAround("Visits", "2 times: wget", List.of("web-0"), List.of(3L), List.of(5L));

    assertThat(evidence.items())
        .extracting(Evidence.Item::text)
        .containsExactly(
            """
            POD     BEFORE   AFTER
            web-0   1        3
            """,
            """
            2 times: wget
            POD     BEFORE   AFTER
            web-0   3        5
            """);
  }

  @Test
  void showsWhatIsInThePodsFiles() {
    Evidence evidence = new Evidence();
    evidence.countsStored(List.of("web-0", "web-1"), List.of(13L, 5L), List.of(13L, 0L));

    assertThat(evidence.items())
        .containsExactly(
            new Evidence.Item(
                "Files on the claims",
                """
                POD     REPORTS   FILE
                web-0   13        13
                web-1   5         0
                """));
  }
}
