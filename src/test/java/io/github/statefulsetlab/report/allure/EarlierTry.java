package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.grading.Verdict;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A check that met a fault of the grader's own and was made again: Allure shows it as a retry. */
final class EarlierTry {

  private static final int LONGEST_TRACE = 20_000;

  private EarlierTry() {}

  /**
   * Writes what came of it.
   *
   * @param last the check that decided
   * @param before when that one began: the earlier one had ended
   * @param trace what was thrown
   */
  static void write(AllureLifecycle lifecycle, TestResult last, Instant before, String trace) {
    String id = UUID.randomUUID().toString();
    String harmless = AllureSanitizer.harmless(trace, LONGEST_TRACE);
    lifecycle.scheduleTestCase(
        new TestResult()
            .setUuid(id)
            .setHistoryId(last.getHistoryId())
            .setTestCaseId(last.getTestCaseId())
            .setName(last.getName())
            .setFullName(last.getFullName())
            .setParameters(List.copyOf(last.getParameters()))
            .setLabels(last.getLabels().stream().map(EarlierTry::copy).toList())
            .setStatus(Status.BROKEN)
            .setStatusDetails(
                new StatusDetails()
                    .setMessage("An internal grader error; the check was repeated.")
                    .setTrace(harmless)));
    lifecycle.updateTestCase(
        id,
        earlier ->
            earlier
                .setStage(Stage.FINISHED)
                .setStart(before.minusSeconds(1).toEpochMilli())
                .setStop(before.toEpochMilli()));
    lifecycle.writeTestCase(id);
  }

  private static Label copy(Label label) {
    boolean isVerdict = label.getName().equals(AllureSanitizer.VERDICT);
    return new Label()
        .setName(label.getName())
        .setValue(isVerdict ? Verdict.INFRA_ERROR.name() : label.getValue());
  }
}
