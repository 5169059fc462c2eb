package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.run.Promise;
import io.github.statefulsetlab.run.Promise.Needs;
import io.github.statefulsetlab.run.RequiresPodManagementPolicy;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseTest {

  abstract static class Behaviours {

    @Behaviour("x.reads")
    abstract void reads(Lab lab);

    @Behaviour(value = "x.starts", use = LabUse.READ_AS_IT_STARTS)
    abstract void starts(Lab lab);

    @CoreBehaviour(value = "x.counts", use = LabUse.COUNT)
    abstract void counts(Lab lab);

    @Behaviour(value = "x.disturbs", use = LabUse.DISTURB)
    abstract void disturbs(Lab lab);

    @CoreBehaviour("x.installs")
    @RequiresPodManagementPolicy("Parallel")
    abstract void installs(LabFactory labs);

    @Behaviour(value = "x.compares", use = LabUse.READ_AS_IT_STARTS)
    abstract void compares(Lab lab, LabFactory labs);

    @Behaviour("x.renders")
    abstract void renders(Rendering chart);

    @Behaviour("x.nothing")
    abstract void takesNothing();

    @Behaviour("x.both")
    abstract void takesBoth(Lab lab, Rendering chart);

    @Behaviour("x.other")
    abstract void takesSomethingElse(String text);

    @Behaviour(value = "x.use", use = LabUse.COUNT)
    abstract void saysHowItUsesAChart(Rendering chart);

    abstract void isNone(Lab lab);
  }

  @ParameterizedTest
  @CsvSource({
    "reads,    x.reads,    SHARED_LAB,                false,",
    "starts,   x.starts,   SHARED_LAB_AS_IT_STARTS,   false,",
    "compares, x.compares, SHARED_LAB_AS_IT_STARTS,   false,",
    "counts,   x.counts,   SHARED_LAB_AND_ITS_COUNTS, true,",
    "disturbs, x.disturbs, OWN_LAB,                   false,",
    "installs, x.installs, CUSTOM_LAB,                true, Parallel",
    "renders,  x.renders,  RENDERED_CHART,            false,"
  })
  void needsFollowFromTheParameter(
      String method, String id, Needs needs, boolean core, String policy) {
    assertThat(Promise.of(method(method)))
        .contains(new Promise(id, needs, core, Optional.ofNullable(policy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"takesNothing", "takesBoth", "takesSomethingElse", "saysHowItUsesAChart"})
  void aBehaviourThatDoesNotSayWhatItNeedsIsRefusedByName(String method) {
    assertThatThrownBy(() -> Promise.of(method(method)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Behaviours." + method)
        .hasMessageContaining("a Lab, a LabFactory or a Rendering");
  }

  @ParameterizedTest
  @ValueSource(strings = "isNone")
  void aMethodWithoutAnAnnotationIsNoBehaviour(String method) {
    assertThat(Promise.of(method(method))).isEmpty();
  }

  private static Method method(String name) {
    return Stream.of(Behaviours.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
