package io.github.statefulsetlab.lab.context;

import io.github.statefulsetlab.installation.Awaiter;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what shall come in an installation, and watches what shall stay, for as long as its
 * pace asks for.
 */
public final class Waits {

  private final Installation installation;
  private final Evidence evidence;

  public Waits(Installation installation, Evidence evidence) {
    this.installation = installation;
    this.evidence = evidence;
  }

  /** Waits until the assertion holds, for as long as a change may take. */
  public void eventually(String what, ThrowingRunnable assertion) {
    within(installation.pace().change(), what, assertion);
  }

  /**
   * As {@link #eventually}, while pods start.
   *
   * @throws io.github.statefulsetlab.submission.NotGradableException as soon as it is known that
   *     they can't
   */
  public void whilePodsStart(String what, ThrowingRunnable assertion) {
    Runnable obstacles = installation.obstacles();
    eventually(
        what,
        () -> {
          obstacles.run();
          assertion.run();
        });
  }

  /** Waits until the assertion holds, for no longer than what is decided already takes to show. */
  public void shortly(String what, ThrowingRunnable assertion) {
    within(Timeouts.SHOW, what, assertion);
  }

  /** Waits until the assertion holds, for as long as an installation may take. */
  public void untilInstalled(String what, ThrowingRunnable assertion) {
    within(installation.pace().install(), what, assertion);
  }

  /** Waits until the assertion holds, for as long as a rollout may take. */
  public void untilRolledOut(String what, ThrowingRunnable assertion) {
    within(installation.pace().rollout(), what, assertion);
  }

  /** Waits until the assertion holds. */
  public void within(Duration atMost, String what, ThrowingRunnable assertion) {
    evidence.then(what, () -> new Awaiter(installation).eventually(atMost, what, assertion));
  }

  /** Watches for a while that the assertion goes on to hold. */
  public void consistently(String what, ThrowingRunnable assertion) {
    consistentlyFor(Timeouts.HOLD, what, assertion);
  }

  /** Watches that the assertion goes on to hold, and fails at the first moment when it does not. */
  public void consistentlyFor(Duration window, String what, ThrowingRunnable assertion) {
    evidence.then(what, () -> new Awaiter(installation).consistently(window, what, assertion));
  }
}
