package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HintTest {

  @Test
  void aFailureInTheBlockHasItsHint() {
    assertThat(hintOf(() -> Hint.around("set it", HintTest::fail))).contains("set it");
  }

  @Test
  void aFailureAfterTheBlockHasNone() {
    assertThat(
            hintOf(
                () -> {
                  Hint.around("set it", () -> {});
                  fail();
                }))
        .isEmpty();
  }

  @Test
  void afterABlockInsideTheOuterOneCountsAgain() {
    assertThat(
            hintOf(
                () ->
                    Hint.around(
                        "outer",
                        () -> {
                          Hint.around("inner", () -> {});
                          fail();
                        })))
        .contains("outer");
  }

  @Test
  void theInnermostOfNestedBlocksCounts() {
    assertThat(hintOf(() -> Hint.around("outer", () -> Hint.around("inner", HintTest::fail))))
        .contains("inner");
  }

  @Test
  void aHintThatIsPutOnTheFailureCountsMoreThanTheBlocks() {
    assertThat(
            hintOf(
                () ->
                    Hint.around(
                        "outer",
                        () -> {
                          throw Hint.on(new AssertionError("2, not 3"), "this one");
                        })))
        .contains("this one");
  }

  @Test
  void aFailureThatWasCaughtTakesItsHintAlong() {
    assertThat(
            hintOf(
                () -> {
                  assertThatThrownBy(() -> Hint.around("of the first", HintTest::fail))
                      .isInstanceOf(AssertionError.class);
                  fail();
                }))
        .isEmpty();
  }

  @Test
  void theLastAttemptsHintCountsWhereSeveralFail() {
    AtomicInteger attempts = new AtomicInteger();
    assertThat(
            hintOf(
                () ->
                    Hint.around(
                        "outer",
                        () ->
                            Awaitility.await()
                                .pollInSameThread()
                                .pollInterval(Duration.ofMillis(1))
                                .atMost(Duration.ofMillis(20))
                                .untilAsserted(
                                    () ->
                                        Hint.around(
                                            attempts.incrementAndGet() == 1 ? "first" : "later",
                                            HintTest::fail)))))
        .contains("later");
  }

  @Test
  void aFailureThatWrapsAnotherHasTheOthersHint() {
    AssertionError inner = Hint.on(new AssertionError("2, not 3"), "set it");

    assertThat(Hint.of(new AssertionError("Waited 3 s", new IllegalStateException(inner))))
        .contains("set it");
  }

  @Test
  void withoutAHintTheBlockRunsAsItIs() {
    assertThat(hintOf(() -> Hint.around(Optional.empty(), HintTest::fail))).isEmpty();
    assertThatNoException().isThrownBy(() -> Hint.around(Optional.of("set it"), () -> {}));
  }

  @Test
  void othersSuppressedExceptionsAreNoHints() {
    AssertionError failure = new AssertionError("2, not 3");
    failure.addSuppressed(new IllegalStateException("not closed"));

    assertThat(List.of(Hint.of(failure), Hint.of(new AssertionError())))
        .containsOnly(Optional.empty());
  }

  private static void fail() {
    throw new AssertionError("2, not 3");
  }

  private static Optional<String> hintOf(Runnable block) {
    return Hint.of(catchThrowable(block::run));
  }
}
