package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.support.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lease")
class LabLeaseTest {

  private final Semaphore places = new Semaphore(1);
  private final LabLease lease = new LabLease(places);

  @Test
  void takesOnePlaceHoweverOftenItIsAsked() {
    assertThat(lease.takePlace()).isTrue();
    assertThat(lease.takePlace()).isFalse();

    lease.close();

    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void givesItsPlaceBackWhereALabDoesNotClose() {
    lease.takePlace();
    lease.holds(
        () -> {
          throw new IllegalStateException("the first");
        });
    lease.holds(
        () -> {
          throw new IllegalStateException("the second");
        });

    assertThatThrownBy(lease::close)
        .hasMessage("the second")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(places.availablePermits()).isEqualTo(1);
  }

  @Test
  void doesNotWaitForItsTurnForever() {
    ReentrantLock counting = new ReentrantLock();
    counting.lock();

    CompletableFuture<Boolean> waiting =
        Futures.background(
            () -> {
              assertThatThrownBy(() -> lease.takeTurn(counting, Duration.ofMillis(10)))
                  .isInstanceOf(TimeoutException.class);
              return true;
            });

    assertThat(Futures.await(waiting)).isTrue();
  }

  @Test
  void givesItsTurnBack() throws TimeoutException {
    ReentrantLock counting = new ReentrantLock();
    lease.takeTurn(counting, Duration.ofSeconds(1));

    lease.close();

    assertThat(counting.isLocked()).isFalse();
  }
}
