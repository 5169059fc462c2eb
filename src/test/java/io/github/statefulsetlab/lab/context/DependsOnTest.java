package io.github.statefulsetlab.lab.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;

class DependsOnTest {

  @Test
  void nestedBlocksAddUpFromTheInnermost() {
    Throwable failure =
        catchThrowable(
            () ->
                DependsOn.around(
                    List.of("outer"),
                    () ->
                        DependsOn.around(
                            List.of("inner", "second"),
                            () -> {
                              throw new AssertionError("no");
                            })));

    assertThat(DependsOn.of(failure)).containsExactly("inner", "second", "outer");
  }

  @Test
  void theCauseOfAFailureIsLookedAtFirst() {
    AssertionError cause = DependsOn.on(new AssertionError("no"), List.of("inner"));
    AssertionError failure =
        DependsOn.on(new AssertionError("waited", cause), List.of("outer", "inner"));

    assertThat(DependsOn.of(failure)).containsExactly("inner", "outer");
  }

  @Test
  void withoutCriteriaAFailureIsItsOwn() {
    assertThat(DependsOn.of(DependsOn.on(new AssertionError("no"), List.of()))).isEmpty();
    assertThat(DependsOn.of(Hint.on(new AssertionError("no"), "Do this."))).isEmpty();
  }
}
