package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

@DisplayName("Pods that need one another")
class PeersTest {

  private static final Patch OTHER = StatefulSetPatches.policy("Parallel");

  private final List<String> notes = new ArrayList<>();
  private final Peers peers = new Peers(() -> 3, notes::add);

  @Test
  void areNotPresumed() {
    List<Patch> one = List.of(StatefulSetPatches.ONE_POD, OTHER);

    assertThat(peers.fit(one)).isEqualTo(one);
    assertThat(notes).isEmpty();
  }

  @Test
  void areAllThereWhereOneOrTwoWouldDo() {
    assertThat(peers.all(List.of(StatefulSetPatches.ONE_POD, OTHER))).containsExactly(OTHER);
    assertThat(peers.all(List.of(StatefulSetPatches.TWO_PODS))).isEmpty();
    assertThat(peers.all(List.of(OTHER))).containsExactly(OTHER);
  }

  @Test
  void leaveNothingToJudgeWhereItIsAboutFewer() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> peers.all(List.of(StatefulSetPatches.replicas(2))))
        .withMessage("The chart's 3 pods become ready only together, and this is about 2.");
    assertThat(peers.all(List.of(StatefulSetPatches.replicas(4)))).hasSize(1);
  }
}
