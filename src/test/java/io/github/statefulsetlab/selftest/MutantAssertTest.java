package io.github.statefulsetlab.selftest;

import static io.github.statefulsetlab.selftest.SampleRuns.run;
import static io.github.statefulsetlab.selftest.SampleRuns.seen;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Mutant;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a mutant")
class MutantAssertTest {

  private static final String RETENTION = "storage.retention-policy";
  private static final String COUNT = "counts.diverge";

  private static final Mutant HELD =
      Mutant.of("held", Path.of("held"))
          .broken("Claims never go.")
          .fails(Map.of(RETENTION, "mounts claim"))
          .saw(Map.of(RETENTION, "scaled to 1"))
          .build();

  private static final BehaviourResult BROKEN =
      seen(RETENTION, new AssertionError("Claims, scaled to 1."), "Pod b mounts claim c.", "");

  @Test
  void whatMustFailFailsAtWhatItIsAbout() {
    accepts(BROKEN, seen(COUNT));
    refuses(
        "'scaled to 1' must have been seen",
        seen(
            RETENTION, new AssertionError("The pods are not ready."), "Pod b mounts claim c.", ""));
  }

  @Test
  void itFailsWithItsHint() {
    refuses(
        "the hint must contain 'mounts claim'",
        seen(RETENTION, new AssertionError("Claims, scaled to 1."), "Look again.", ""));
  }

  @Test
  void nothingElseFails() {
    refuses("unrelated criterion failed", BROKEN, seen(COUNT, new AssertionError("5, not 3")));
    refuses("must be FAIL", seen(RETENTION));
  }

  private static void accepts(BehaviourResult... results) {
    assertThatCode(() -> MutantAssert.assertThat(run(results)).failsAs(HELD))
        .doesNotThrowAnyException();
  }

  private static void refuses(String complaint, BehaviourResult... results) {
    assertThatThrownBy(() -> MutantAssert.assertThat(run(results)).failsAs(HELD))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }
}
