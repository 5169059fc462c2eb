package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.grading.recorder.RubricAsks;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Submission;
import io.qameta.allure.SeverityLevel;

/**
 * How much a promise weighs: what a rubric asks for weighs most; without one, what every run
 * checks.
 *
 * @param byRubric what it asks for; nothing without one
 */
record Severities(Asked byRubric) {

  static final Severities WITHOUT_RUBRIC = new Severities(Asked.NOTHING);

  /** Those by the rubric of this run, if it has one. */
  static Severities ofThisRun() {
    return new Severities(new RubricAsks().asked(Submission.MAIN));
  }

  /**
   * That of a criterion.
   *
   * @param isCore whether every run checks it
   */
  SeverityLevel of(String criterion, boolean isCore) {
    if (byRubric.criteria().isEmpty()) {
      return isCore ? SeverityLevel.CRITICAL : SeverityLevel.NORMAL;
    }
    return byRubric.asks(criterion) ? SeverityLevel.CRITICAL : SeverityLevel.MINOR;
  }
}
