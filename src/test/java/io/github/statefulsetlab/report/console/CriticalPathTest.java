package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.report.console.CriticalPath.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theLastOneAndThoseThatItHadToWaitFor() {
    Step first = step("first", 0, 30);
    Step shorter = step("shorter", 0, 29);
    Step second = step("second", 30, 50);
    Step alongside = step("alongside", 29, 49);
    Step last = step("last", 50, 70);

    assertThat(CriticalPath.through(List.of(last, shorter, second, alongside, first)))
        .containsExactly(first, second, last);
  }

  @Test
  void oneThatWaitedForNobodyIsAllThereIs() {
    Step longest = step("longest", 0, 60);

    assertThat(CriticalPath.through(List.of(step("short", 0, 5), longest, step("later", 5, 20))))
        .containsExactly(longest);
  }

  @Test
  void whoEndedLongBeforeWasNotWaitedFor() {
    Step last = step("last", 20, 40);

    assertThat(CriticalPath.through(List.of(step("earlier", 0, 19), last))).containsExactly(last);
  }

  @Test
  void aPlaceIsPassedOnALittleBeforeItsOwnerIsSeenToEnd() {
    Step first = new Step("first", BEGUN, BEGUN.plusMillis(10_100));
    Step next = new Step("next", BEGUN.plusMillis(10_000), BEGUN.plusMillis(20_000));

    assertThat(CriticalPath.through(List.of(first, next))).containsExactly(first, next);
  }

  @Test
  void thoseThatTookNoTimeAreNotWalkedInACircle() {
    Step one = step("one", 5, 5);
    Step two = step("two", 5, 5);

    assertThat(CriticalPath.through(List.of(one, two))).hasSize(1);
  }

  @Test
  void nothingWasChecked() {
    assertThat(CriticalPath.through(List.of())).isEmpty();
  }

  private static Step step(String name, int from, int to) {
    return new Step(name, BEGUN.plusSeconds(from), BEGUN.plusSeconds(to));
  }
}
