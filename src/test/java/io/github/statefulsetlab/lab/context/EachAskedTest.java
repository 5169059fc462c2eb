package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.statefulsetlab.lab.context.Findings.Variant;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EachAskedTest {

  private static final String ID = "chart.replicas";

  private final Evidence evidence = new Evidence();

  private static Parameters atLeast(int pods) {
    return new Parameters(null, pods, null, null, null);
  }

  private void check(int there, Integer... asked) {
    List<Parameters> ways = List.of(asked).stream().map(EachAskedTest::atLeast).toList();
    EachAsked.of(new Asked(Map.of(ID, ways)), ID, evidence, way -> check(there, way));
  }

  private void check(int there, Asked way) {
    evidence.keptFor(there, way.fewestReplicas());
    Hint.around(
        "Use %d.".formatted(way.fewestReplicas()),
        () -> assertThat(there).isGreaterThanOrEqualTo(way.fewestReplicas()));
  }

  @Test
  void whatIsAskedForInOneWayIsCheckedAsItIs() {
    assertThatThrownBy(() -> check(2, 3)).hasMessageContaining("3");
    assertThat(evidence.findings()).isEqualTo(Findings.NONE.keptFor(Optional.of(new Parts(2, 3))));
  }

  @Test
  void whatNobodyAsksForIsCheckedAsUsual() {
    assertThatCode(
            () ->
                EachAsked.of(
                    Asked.NOTHING, ID, evidence, way -> assertThat(way).isEqualTo(Asked.NOTHING)))
        .doesNotThrowAnyException();
  }

  @Test
  void eachWayHasItsOwnOutcome() {
    assertThatThrownBy(() -> check(2, 2, 4, 3))
        .isInstanceOf(AssertionError.class)
        .satisfies(e -> assertThat(Hint.of(e)).contains("Use 4. Use 3."))
        .hasMessageContaining("4")
        .hasMessageContaining("3");
    assertThat(evidence.findings().parts()).isEmpty();
    assertThat(evidence.findings().variants())
        .extracting(Variant::asked, Variant::kept, Variant::parts)
        .containsExactly(
            tuple(atLeast(2), true, Optional.empty()),
            tuple(atLeast(4), false, Optional.of(new Parts(2, 4))),
            tuple(atLeast(3), false, Optional.of(new Parts(2, 3))));
  }

  @Test
  void theFailureOfTheOnlyOneThatFailedIsItsOwn() {
    assertThatThrownBy(() -> check(2, 2, 3))
        .satisfies(e -> assertThat(Hint.of(e)).contains("Use 3."))
        .hasNoCause();
  }

  @Test
  void whatIsNoFailureOfTheChartEndsTheCheck() {
    Asked asked = new Asked(Map.of(ID, List.of(atLeast(2), atLeast(3))));

    assertThatThrownBy(
            () ->
                EachAsked.of(
                    asked,
                    ID,
                    evidence,
                    way -> {
                      throw new IllegalStateException("the cluster is gone");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(evidence.findings().variants()).isEmpty();
  }
}
