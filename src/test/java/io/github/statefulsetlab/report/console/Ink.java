package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.grading.Verdict;

/** The colours of verdicts on a terminal that has them. */
enum Ink {
  COLOR,
  NONE;

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";

  /** The text in the colour of the verdict. */
  String verdict(Verdict verdict, String text) {
    return this == NONE ? text : "\033[" + color(verdict) + "m" + text + "\033[0m";
  }

  private static String color(Verdict verdict) {
    return switch (verdict) {
      case PASS -> GREEN;
      case FAIL, NOT_GRADABLE, TIMEOUT -> RED;
      case SKIPPED, INFRA_ERROR -> YELLOW;
    };
  }
}
