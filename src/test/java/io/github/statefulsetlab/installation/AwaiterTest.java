package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.kube.timeline.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Waiting")
class AwaiterTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final AtomicInteger caughtUp = new AtomicInteger();
  private final Awaiter awaiter = new Awaiter(Timeline::new, caughtUp::incrementAndGet);

  @Test
  void endsWhenTheAssertionHolds() {
    AtomicInteger looks = new AtomicInteger();

    awaiter.eventually(
        Duration.ofSeconds(5),
        "the third look",
        () -> assertThat(looks.incrementAndGet()).isGreaterThan(2));

    assertThat(looks).hasValue(3);
  }

  @Test
  void tellsWhatWasAwaitedAndWhatWasThereInstead() {
    assertThatThrownBy(
            () ->
                awaiter.eventually(SHORT, "two pods", () -> assertThat(1).as("pods").isEqualTo(2)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("two pods")
        .hasMessageContaining("[pods]");
  }

  @Test
  void watchesAHistoryThatIsCompleteAtTheEnd() {
    assertThatCode(() -> awaiter.consistently(SHORT, "nothing happens", () -> {}))
        .doesNotThrowAnyException();

    assertThat(caughtUp).hasValue(1);
  }

  @Test
  void failsAtTheFirstMomentWhenItDoesNotHold() {
    AtomicInteger looks = new AtomicInteger();

    assertThatThrownBy(
            () ->
                awaiter.consistently(
                    Duration.ofSeconds(30),
                    "at most one look",
                    () -> assertThat(looks.incrementAndGet()).isLessThan(2)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at most one look");
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aDeadlineEndsAWindowOfHours() {
    Thread watcher = Thread.currentThread();
    CompletableFuture.delayedExecutor(SHORT.toMillis(), TimeUnit.MILLISECONDS)
        .execute(watcher::interrupt);

    assertThatThrownBy(
            () -> awaiter.consistently(Duration.ofHours(3), "no visit is counted", () -> {}))
        .hasMessageContaining("the time is up");
    assertThat(Thread.interrupted()).isTrue();
  }
}
