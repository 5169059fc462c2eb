package io.github.statefulsetlab.grading;

import static io.github.statefulsetlab.grading.Verdict.FAIL;
import static io.github.statefulsetlab.grading.Verdict.INFRA_ERROR;
import static io.github.statefulsetlab.grading.Verdict.NOT_GRADABLE;
import static io.github.statefulsetlab.grading.Verdict.PASS;
import static io.github.statefulsetlab.grading.Verdict.SKIPPED;
import static io.github.statefulsetlab.grading.Verdict.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  @Test
  void isZeroForAnyGradeHoweverBad() {
    assertThat(ExitStatus.of(List.of(PASS), true)).isZero();
    assertThat(ExitStatus.of(List.of(FAIL, FAIL), true)).isZero();
    assertThat(ExitStatus.of(List.of(TIMEOUT, SKIPPED), true)).isZero();
    assertThat(ExitStatus.of(List.of(NOT_GRADABLE, PASS), true)).isZero();
  }

  @Test
  void isTwoWhenNothingCouldBeGraded() {
    assertThat(ExitStatus.of(List.of(), true)).isEqualTo(2);
    assertThat(ExitStatus.of(List.of(NOT_GRADABLE, SKIPPED), true)).isEqualTo(2);
  }

  @Test
  void isThreeForAFaultOfOursWhateverElseThereIs() {
    assertThat(ExitStatus.of(List.of(PASS, INFRA_ERROR, FAIL), true)).isEqualTo(3);
    assertThat(ExitStatus.of(List.of(NOT_GRADABLE, INFRA_ERROR), true)).isEqualTo(3);
  }

  @Test
  void isThreeForARunThatWasCutShort() {
    assertThat(ExitStatus.of(List.of(PASS, PASS), false)).isEqualTo(3);
  }
}
