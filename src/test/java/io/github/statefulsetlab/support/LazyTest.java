package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A value that is made once")
class LazyTest {

  private final AtomicInteger made = new AtomicInteger();

  private int failing() {
    throw new IllegalStateException("no. " + made.incrementAndGet());
  }

  @Test
  @Timeout(60)
  void isMadeByOneWhileTheOthersWait() {
    CountDownLatch asked = new CountDownLatch(4);
    Lazy<Integer> value =
        Lazy.of(
            () -> {
              await(asked);
              return made.incrementAndGet();
            });

    List<CompletableFuture<Integer>> all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    Futures.background(
                        () -> {
                          asked.countDown();
                          return value.get();
                        }))
            .toList();

    assertThat(all).allSatisfy(each -> assertThat(Futures.await(each)).isEqualTo(1));
  }

  /** Under a monitor nobody could see that it is not there yet. */
  @Test
  @Timeout(60)
  void canBeLookedForWhileItIsBeingMade() {
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Lazy<Integer> value =
        Lazy.of(
            () -> {
              begun.countDown();
              await(looked);
              return 1;
            });
    CompletableFuture<Integer> making = Futures.background(value::get);
    await(begun);

    assertThat(value.ifMade()).isEmpty();
    looked.countDown();

    assertThat(Futures.await(making)).isEqualTo(1);
    assertThat(value.ifMade()).contains(1);
    assertThat(value.ifBegun()).contains(1);
  }

  @Test
  void isNotMadeBeforeSomebodyAsks() {
    Lazy<Integer> value = Lazy.of(made::incrementAndGet);

    assertThat(value.ifMade()).isEmpty();
    assertThat(value.ifBegun()).isEmpty();
    assertThat(made).hasValue(0);
  }

  @Test
  void isTriedAgainAfterAFailure() {
    Lazy<Integer> value = Lazy.of(this::failing);

    assertThatThrownBy(value::get).hasMessage("no. 1");
    assertThatThrownBy(value::get).hasMessage("no. 2");
    assertThat(value.ifMade()).isEmpty();
    assertThat(value.ifBegun()).isEmpty();
  }

  @Test
  void keepsAFailureThatWouldComeAgain() {
    Lazy<Integer> value = Lazy.of(this::failing, failure -> false);

    assertThatThrownBy(value::get).hasMessage("no. 1");
    assertThatThrownBy(value::get).hasMessage("no. 1");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
