package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

@DisplayName("Allure's steps of a check")
class AllureStepsTest {

  private static final String EXPECTED = "Pod 0 reads <13> again.";

  private final Evidence evidence = new Evidence();

  @Test
  void endWithThePromise() {
    evidence.when("pod web-0 is deleted", () -> {});

    List<StepResult> steps = AllureSteps.of(checked(), EXPECTED);

    assertThat(steps)
        .extracting(StepResult::getName)
        .containsExactly("When pod web-0 is deleted", "Then: Pod 0 reads ‹13› again.");
    assertThat(steps).allMatch(step -> step.getStatus() == Status.PASSED);
    assertThat(steps).allMatch(step -> step.getStop() >= step.getStart());
  }

  @Test
  void areOfTheColourOfTheVerdict() {
    assertThat(promise(new AssertionError("0"))).isEqualTo(Status.FAILED);
    assertThat(promise(new IllegalStateException("no cluster"))).isEqualTo(Status.BROKEN);
    assertThat(promise(new TestAbortedException("no rubric asks"))).isEqualTo(Status.SKIPPED);
  }

  private Status promise(Throwable failure) {
    List<StepResult> steps =
        AllureSteps.of(
            Observations.failed("a.b", Observations.submission("web"), failure), EXPECTED);
    return steps.get(steps.size() - 1).getStatus();
  }

  private BehaviourResult checked() {
    return Observations.seen("a.b", Observations.submission("web"))
        .with()
        .findings(evidence.findings())
        .build();
  }
}
