package io.github.statefulsetlab.run;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Makes a check until it tells something about the submission: one that meets a fault of the
 * grader's own is made again, and where it meets another one, what the same check comes to on the
 * bundled chart decides whether it is made a third time.
 *
 * @param repeatable whether what was thrown is such a fault, and a repetition can help
 * @param controlPasses makes the check on the bundled chart
 */
record Tries(Predicate<Throwable> repeatable, BooleanSupplier controlPasses) {

  /** The check as it is made first. */
  @FunctionalInterface
  interface Check<X extends Throwable> {
    void make() throws X;
  }

  /** The check as it is made after a fault. */
  @FunctionalInterface
  interface Repetition<X extends Throwable> {
    void make(Throwable fault) throws X;
  }

  /**
   * Makes the check, three times at most.
   *
   * @throws X what it met the last time
   * @throws io.github.statefulsetlab.submission.NotGradableException if it met a fault three times
   *     and the control none
   * @throws IllegalStateException in place of an {@link OutOfMemoryError}, at which JUnit would end
   *     the run of all submissions
   */
  <X extends Throwable> void make(Check<X> first, Repetition<X> again) throws X {
    try {
      makeAtMostThrice(first, again);
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException("The grader ran out of memory.", e);
    }
  }

  private <X extends Throwable> void makeAtMostThrice(Check<X> first, Repetition<X> again)
      throws X {
    try {
      first.make();
    } catch (Throwable once) {
      if (!repeatable.test(once)) {
        throw once;
      }
      makeAtMostTwice(once, again);
    }
  }

  private <X extends Throwable> void makeAtMostTwice(Throwable once, Repetition<X> again) throws X {
    try {
      again.make(once);
    } catch (Throwable twice) {
      if (!repeatable.test(twice) || !controlPasses.getAsBoolean()) {
        throw twice;
      }
      makeOnce(twice, again);
    }
  }

  private static <X extends Throwable> void makeOnce(Throwable twice, Repetition<X> again)
      throws X {
    try {
      again.make(twice);
    } catch (Throwable thrice) {
      if (!GraderFault.is(thrice)) {
        throw thrice;
      }
      throw Control.blame(thrice);
    }
  }
}
