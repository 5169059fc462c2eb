package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An alarm")
class DeadlineTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATER = Duration.ofMillis(500);

  @Test
  void endsAWaitThatTakesTooLong() {
    try (Deadline alarm = new Deadline(SOON)) {
      assertThatThrownBy(() -> await().atMost(Duration.ofSeconds(30)).until(() -> false))
          .isInstanceOf(TerminalFailureException.class);
      assertThat(alarm.hasRung()).isTrue();
    }
  }

  @Test
  void leavesNoInterruptBehind() {
    try (Deadline alarm = new Deadline(SOON)) {
      while (!alarm.hasRung()) {
        Thread.onSpinWait();
      }
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotRingOnceItIsClosed() {
    Deadline alarm = new Deadline(LATER);
    alarm.close();

    await().pollDelay(LATER.multipliedBy(2)).until(() -> true);

    assertThat(alarm.hasRung()).isFalse();
  }

  @Test
  void ringsAtOnceWhereItIsToldTo() {
    try (Deadline alarm = new Deadline(Duration.ofMinutes(5))) {
      alarm.ring();

      assertThatThrownBy(() -> await().atMost(Duration.ofSeconds(30)).until(() -> false))
          .isInstanceOf(TerminalFailureException.class);
      assertThat(alarm.hasRung()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotRingTwice() {
    try (Deadline alarm = new Deadline(Duration.ofMinutes(5))) {
      alarm.ring();
      assertThat(Thread.interrupted()).isTrue();

      alarm.ring();

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }
}
