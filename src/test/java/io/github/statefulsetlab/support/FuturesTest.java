package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Work in the background")
class FuturesTest {

  static List<Throwable> failures() {
    return List.of(new IllegalStateException("no node"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failsAsItDoesInTheForeground(Throwable failure) {
    assertThatThrownBy(() -> Futures.await(CompletableFuture.failedFuture(failure)))
        .isSameAs(failure);
    CountDownLatch waitedFor = new CountDownLatch(1);
    CompletableFuture<Object> later =
        Futures.background(
            () -> {
              await(waitedFor);
              throw sneaky(failure);
            });
    CompletableFuture<Object> waiting = Futures.background(() -> Futures.await(later));
    waitedFor.countDown();

    assertThatThrownBy(() -> Futures.await(waiting)).isSameAs(failure);
  }

  @Test
  void isWaitedForWhereItTakesAWhile() {
    CountDownLatch waitedFor = new CountDownLatch(1);
    CompletableFuture<String> later =
        Futures.background(
            () -> {
              await(waitedFor);
              return "done";
            });
    CompletableFuture<String> waiting = Futures.background(() -> Futures.await(later));
    waitedFor.countDown();

    assertThat(Futures.await(waiting)).isEqualTo("done");
  }

  @Test
  void isNotWaitedForWithoutEnd() {
    CompletableFuture<String> never = new CompletableFuture<>();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Futures.await(never, Duration.ofMillis(10)))
        .withMessageContaining("did not end within");
    assertThat(never).as("what others wait for").isNotDone();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException sneaky(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
