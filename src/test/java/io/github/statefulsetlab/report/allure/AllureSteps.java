package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.context.Step;
import io.github.statefulsetlab.run.BehaviourResult;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A check as Allure shows it: what was given, done and to be seen, and at last the promise. */
final class AllureSteps {

  private static final int LONGEST = 300;

  private AllureSteps() {}

  /**
   * The steps that were taken, and one more, which is the promise itself.
   *
   * @param expected what was promised, in a sentence
   */
  static List<StepResult> of(BehaviourResult observation, String expected) {
    List<StepResult> all = new ArrayList<>();
    Instant last = observation.started();
    for (Step step : observation.findings().steps()) {
      all.add(
          step(
              step.sentence(),
              step.held() ? Status.PASSED : Status.FAILED,
              step.began(),
              step.ended()));
      last = step.ended();
    }
    Instant end = observation.started().plus(observation.duration());
    all.add(step("Then: " + expected, status(observation), last.isAfter(end) ? end : last, end));
    return all;
  }

  private static Status status(BehaviourResult observation) {
    return switch (Verdict.of(observation.failure())) {
      case PASS -> Status.PASSED;
      case FAIL -> Status.FAILED;
      case SKIPPED -> Status.SKIPPED;
      default -> Status.BROKEN;
    };
  }

  private static StepResult step(String name, Status status, Instant began, Instant ended) {
    return new StepResult()
        .setName(AllureSanitizer.harmless(name, LONGEST))
        .setStatus(status)
        .setStage(Stage.FINISHED)
        .setStart(began.toEpochMilli())
        .setStop(ended.toEpochMilli());
  }
}
