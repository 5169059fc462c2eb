package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

class OutageTest {

  private static final String WHAT = "The cluster has no Ready node.";

  private final Outage outage = new Outage();

  static List<Throwable> failures() {
    return List.of(
        new AssertionError("not ready"),
        new TimeoutException("not in time"),
        new IllegalStateException("no answer"));
  }

  static List<Throwable> others() {
    return List.of(
        new NotGradableException("does not render"), new TestAbortedException("no rubric asks"));
  }

  @Test
  void isSaidOnceAndKeepsChecksFromBeginning() {
    assertThatCode(outage::requireNone).doesNotThrowAnyException();
    assertThat(outage.hasBegun()).isFalse();

    assertThat(outage.begin(WHAT)).isTrue();
    assertThat(outage.begin("something else")).isFalse();

    assertThat(outage.hasBegun()).isTrue();
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(outage::requireNone)
        .withMessage(WHAT);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isWhatAFailureIsPutDownTo(Throwable failure) {
    assertThat(outage.insteadOf(failure)).isSameAs(failure);

    outage.begin(WHAT);

    assertThat(outage.insteadOf(failure))
        .isInstanceOf(ClusterException.class)
        .hasMessage(WHAT)
        .hasCause(failure)
        .matches(GraderFault::is);
  }

  @Test
  void stopsWhatIsUnderWayAndWhatBeginsAllTheSame() {
    AtomicInteger stopped = new AtomicInteger();
    outage.stopping(stopped::incrementAndGet);
    assertThat(stopped).hasValue(0);

    outage.begin(WHAT);
    assertThat(stopped).hasValue(1);

    outage.stopping(stopped::incrementAndGet);
    assertThat(stopped).hasValue(2);
  }

  @ParameterizedTest
  @MethodSource("others")
  void isNotWhatTheSubmissionDoesByItself(Throwable failure) {
    outage.begin(WHAT);

    assertThat(outage.insteadOf(failure)).isSameAs(failure);
  }
}
