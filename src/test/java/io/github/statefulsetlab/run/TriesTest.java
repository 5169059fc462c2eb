package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.submission.NotGradableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

class TriesTest {

  /** What each try meets; none is left where all were made. */
  private final Deque<Optional<Throwable>> meets = new ArrayDeque<>();

  private int controls;

  private void make(boolean controlPasses, List<Optional<Throwable>> tries) throws Throwable {
    meets.addAll(tries);
    new Tries(
            failure -> GraderFault.is(failure) && GraderFault.isSurvivable(failure),
            () -> {
              controls++;
              return controlPasses;
            })
        .make(this::next, fault -> next());
  }

  private void next() throws Throwable {
    Optional<Throwable> met = meets.remove();
    if (met.isPresent()) {
      throw met.get();
    }
  }

  static List<Throwable> faults() {
    return List.of(
        new IllegalStateException("the node is gone"),
        new StackOverflowError(),
        new OutOfMemoryError("Java heap space"));
  }

  static List<Throwable> findings() {
    return List.of(
        new AssertionError("not ready"),
        new TimeoutException("not in time"),
        new TestAbortedException("no rubric asks"),
        new NotGradableException("does not render"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultThatGoesAwayCostsNothing(Throwable fault) throws Throwable {
    make(false, List.of(Optional.of(fault), Optional.empty()));

    assertThat(meets).isEmpty();
    assertThat(controls).isZero();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultThatOnlyThisSubmissionMeetsIsItsOwn(Throwable fault) {
    Optional<Throwable> met = Optional.of(fault);

    assertThatExceptionOfType(NotGradableException.class)
        .isThrownBy(() -> make(true, List.of(met, met, met)))
        .withCause(fault)
        .withMessageContaining("while the bundled chart works");
    assertThat(controls).isOne();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultThatTheBundledChartMeetsAsWellIsTheGraders(Throwable fault) {
    Optional<Throwable> met = Optional.of(fault);

    assertThatThrownBy(() -> make(false, List.of(met, met)))
        .matches(GraderFault::is)
        .isNotInstanceOf(OutOfMemoryError.class);
    assertThat(meets).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("findings")
  void whatIsSaidOfTheSubmissionIsSaidOnce(Throwable finding) {
    assertThatThrownBy(() -> make(true, List.of(Optional.of(finding)))).isSameAs(finding);
    assertThatThrownBy(
            () ->
                make(true, List.of(Optional.of(new IllegalStateException()), Optional.of(finding))))
        .isSameAs(finding);
    assertThat(controls).isZero();
  }

  @Test
  void theThirdTryDecides() throws Throwable {
    Optional<Throwable> fault = Optional.of(new IllegalStateException());

    make(true, List.of(fault, fault, Optional.empty()));
    AssertionError broken = new AssertionError("not ready");
    assertThatThrownBy(() -> make(true, List.of(fault, fault, Optional.of(broken))))
        .isSameAs(broken);
  }

  @Test
  void aProcessThatIsBrokenItselfDoesNotGoOn() {
    InternalError broken = new InternalError("of the JVM");

    assertThatThrownBy(() -> make(true, List.of(Optional.of(broken)))).isSameAs(broken);
  }
}
