package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what shall come, and watches what shall stay; a failure tells what else was going on.
 */
public final class Awaiter {

  /** Beyond twice the window, for the last look on a busy machine. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int LAST_EVENTS = 6;

  private final Supplier<Timeline> timeline;
  private final Runnable catchUp;

  public Awaiter(Installation installation) {
    this(installation::timeline, installation::awaitPodsOnRecord);
  }

  /**
   * Waits on what is recorded.
   *
   * @param catchUp returns once all that has happened before is on record
   */
  Awaiter(Supplier<Timeline> timeline, Runnable catchUp) {
    this.timeline = timeline;
    this.catchUp = catchUp;
  }

  /**
   * Waits until the assertion holds. A look that has begun in time counts, however long it takes on
   * a busy machine.
   *
   * @throws AssertionError the last one, if it does not hold in time
   */
  public void eventually(Duration atMost, String what, ThrowingRunnable assertion) {
    try {
      await(what)
          .pollInSameThread()
          .atMost(atMost)
          .pollInterval(Timeouts.POLL)
          .untilAsserted(assertion);
    } catch (ConditionTimeoutException e) {
      throw story("Waited %d s for: %s.".formatted(atMost.toSeconds(), what), e);
    }
  }

  /**
   * Watches that the assertion goes on to hold. At the end it is asked once more of a history that
   * is known to be complete: a watch of the API server that is being opened again shows nothing.
   *
   * @throws AssertionError at the first moment when it does not hold
   */
  public void consistently(Duration window, String what, ThrowingRunnable assertion) {
    Watching watching = new Watching(assertion);
    try {
      await(what)
          .atMost(window.multipliedBy(2).plus(GRACE))
          .during(window)
          .pollInterval(Timeouts.POLL)
          .failFast(what, watching::stopIfFailedOrInterrupted)
          .until(watching::holds);
      catchUp.run();
      watching.requireHolds(what);
    } catch (TerminalFailureException e) {
      throw story("For %d s this should have held: %s.".formatted(window.toSeconds(), what), e);
    }
  }

  private AssertionError story(String headline, Throwable cause) {
    Throwable last = cause.getCause() == null ? cause : cause.getCause();
    return new AssertionError(
        "%s%n%s%n%n%s%nLast events:%n%s"
            .formatted(
                headline,
                last.getMessage(),
                Tables.pods(timeline.get().current(Pod.class)),
                String.join(System.lineSeparator(), timeline.get().lastEvents(LAST_EVENTS))),
        cause);
  }

  private static final class Watching {

    private final ThrowingRunnable assertion;
    private volatile Optional<Throwable> failure = Optional.empty();

    Watching(ThrowingRunnable assertion) {
      this.assertion = assertion;
    }

    /** Only a failed assertion says that it does not hold; all else is no verdict. */
    boolean holds() throws Exception {
      try {
        assertion.run();
        return true;
      } catch (AssertionError e) {
        failure = Optional.of(e);
        return false;
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    /** A window of minutes must not outlast a deadline, which interrupts. */
    void stopIfFailedOrInterrupted() throws Throwable {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("the time is up");
      }
      rethrow();
    }

    void rethrow() throws Throwable {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    void requireHolds(String what) {
      try {
        if (!holds()) {
          rethrow();
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Throwable e) {
        throw new TerminalFailureException(what, e);
      }
    }
  }
}
