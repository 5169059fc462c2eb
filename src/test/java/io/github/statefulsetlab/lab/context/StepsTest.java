package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The steps of a check")
class StepsTest {

  private final Evidence evidence = new Evidence();

  @Test
  void areToldAsSentencesInTheirOrder() {
    evidence.when("pod web-0 is deleted", () -> {});
    String said = evidence.given("a new pod is ready", () -> "it is");

    assertThat(said).isEqualTo("it is");
    assertThat(evidence.findings().steps())
        .extracting(Step::sentence)
        .containsExactly("When pod web-0 is deleted", "Given a new pod is ready");
    assertThat(evidence.findings().steps()).allMatch(Step::held);
  }

  @Test
  void keepWhatFailed() {
    AssertionError failure = new AssertionError("0");

    assertThatThrownBy(
            () ->
                evidence.then(
                    "the count is 13",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(evidence.findings().steps()).hasSize(1).noneMatch(Step::held);
  }

  @Test
  void holdWhatHappensWithinThem() {
    evidence.when(
        "the StatefulSet is scaled to 1", () -> evidence.then("the change is on record", () -> {}));
    evidence.then("one pod is there", () -> {});

    assertThat(evidence.findings().steps())
        .extracting(Step::text)
        .containsExactly("the StatefulSet is scaled to 1", "one pod is there");
  }

  @Test
  void holdWhatHappensWithinThemOnAnotherThread() {
    evidence.then(
        "requests reach the pod",
        () ->
            CompletableFuture.runAsync(() -> evidence.when("40 requests are sent", () -> {}))
                .join());

    assertThat(evidence.findings().steps())
        .extracting(Step::text)
        .containsExactly("requests reach the pod");
  }

  @Test
  void areForgottenWhenACheckBeginsAgain() {
    evidence.when("pod web-0 is deleted", () -> {});

    evidence.forgetFindings();

    assertThat(evidence.findings().steps()).isEmpty();
  }
}
