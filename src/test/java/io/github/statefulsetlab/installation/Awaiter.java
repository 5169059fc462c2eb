package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what shall come, and watches what shall stay; a failure tells what else was going on.
 */
public final class Awaiter {

  private final Installation installation;

  public Awaiter(Installation installation) {
    this.installation = installation;
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
          .atMost(window.multipliedBy(2).plusSeconds(10))
          .during(window)
          .pollInterval(Timeouts.POLL)
          .failFast(what, watching::rethrow)
          .until(watching::holds);
      installation.awaitPodsOnRecord();
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
                Tables.pods(installation.timeline().current(Pod.class)),
                String.join(System.lineSeparator(), installation.timeline().lastEvents(6))),
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
