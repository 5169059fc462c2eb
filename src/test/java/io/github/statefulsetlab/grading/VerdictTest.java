package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

class VerdictTest {

  @Test
  void passesWhenNothingWasThrown() {
    assertThat(Verdict.of(Optional.empty())).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @MethodSource
  void tellsApartWhatWasThrown(Throwable thrown, Verdict verdict) {
    assertThat(Verdict.of(Optional.of(thrown))).isEqualTo(verdict);
  }

  static Stream<Arguments> tellsApartWhatWasThrown() {
    var timeout = new ConditionTimeoutException("all pods ready");
    var several = List.of(new AssertionError("one"), new AssertionError("two"));
    return Stream.of(
        argumentSet("an assertion", new AssertionError("2 is not 3"), Verdict.FAIL),
        argumentSet("one of AssertJ's", new AssertionFailedError("2 is not 3"), Verdict.FAIL),
        argumentSet("several", new MultipleFailuresError("all", several), Verdict.FAIL),
        argumentSet("a skip", new TestAbortedException("not asked for"), Verdict.SKIPPED),
        argumentSet("no chart", new NotGradableException("no StatefulSet"), Verdict.NOT_GRADABLE),
        argumentSet("never ready", new NotReadyException("0 of 3", timeout), Verdict.TIMEOUT),
        argumentSet("a wait", timeout, Verdict.TIMEOUT),
        argumentSet("a wait of the JDK", new TimeoutException(), Verdict.TIMEOUT),
        argumentSet("the cluster", new ClusterException("gone"), Verdict.INFRA_ERROR),
        argumentSet("the API", new KubernetesClientException("refused"), Verdict.INFRA_ERROR),
        argumentSet("Helm in a behaviour", new ChartException("no reply"), Verdict.INFRA_ERROR),
        argumentSet("a bug of ours", new NullPointerException("pod"), Verdict.INFRA_ERROR),
        argumentSet("no memory", new OutOfMemoryError(), Verdict.INFRA_ERROR));
  }

  @Test
  void ourOwnFaultIsNoTimeoutOfTheSubmissionBecauseATimeoutCausedIt() {
    var ours = new ClusterException("the grader's pod", new ConditionTimeoutException("its start"));

    assertThat(Verdict.of(Optional.of(ours))).isEqualTo(Verdict.INFRA_ERROR);
  }

  @Test
  void aBugOfOursIsNoFailureBecauseAnAssertionCausedIt() {
    var ours = new IllegalStateException("while cleaning up", new AssertionError("2 is not 3"));

    assertThat(Verdict.of(Optional.of(ours))).isEqualTo(Verdict.INFRA_ERROR);
  }
}
