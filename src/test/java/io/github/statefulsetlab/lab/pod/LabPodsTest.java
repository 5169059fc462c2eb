package io.github.statefulsetlab.lab.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

@DisplayName("A pod of a lab")
class LabPodsTest {

  @Test
  void isTheOneOfThatOrdinal() {
    assertThat(LabPods.nth(List.of("web-0", "web-1"), 1)).isEqualTo("web-1");
  }

  /** A promise about a second pod is neither kept nor broken by a set of one. */
  @Test
  void skipsTheBehaviourWhereTheSetHasNotSoMany() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> LabPods.nth(List.of("web-0"), 1))
        .withMessageContaining("spec.replicas of the StatefulSet is 1")
        .withMessageContaining("no pod 1");
  }
}
