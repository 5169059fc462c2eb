package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.run.PlainWords;
import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a submission may have said harmless before it is written to the Allure results: 2.34.0
 * puts a test's message and trace into its page as HTML. Found by {@link java.util.ServiceLoader}.
 */
public final class AllureSanitizer implements TestLifecycleListener {

  /** The label that says what the verdict is; Allure itself knows only failed and broken. */
  static final String VERDICT = "verdict";

  /** The label that says what to change where the promise is broken. */
  static final String CHANGE = "change";

  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_TRACE = 20_000;

  @Override
  public void beforeTestWrite(TestResult test) {
    StatusDetails details = test.getStatusDetails();
    if (details == null) {
      return;
    }
    String verdict = label(test, VERDICT);
    String prefix = verdict.isEmpty() ? "" : verdict + ": ";
    details.setMessage(prefix + harmless(plain(details.getMessage()), LONGEST_MESSAGE));
    details.setTrace(trace(test, verdict, details));
  }

  /** For a broken promise what to change, for a fault of the grader's own where it came from. */
  private static String trace(TestResult test, String verdict, StatusDetails details) {
    if (Verdict.FAIL.name().equals(verdict)) {
      return label(test, CHANGE);
    }
    return Verdict.INFRA_ERROR.name().equals(verdict)
        ? harmless(details.getTrace(), LONGEST_TRACE)
        : "";
  }

  private static String label(TestResult test, String name) {
    return test.getLabels().stream()
        .filter(label -> name.equals(label.getName()))
        .map(Label::getValue)
        .findFirst()
        .orElse("");
  }

  private static @Nullable String plain(@Nullable String message) {
    return message == null ? null : PlainWords.of(message);
  }

  /**
   * The text without anything that a page, a terminal or a CI console would obey, and no longer
   * than that. Angle brackets become typographic ones, which read the same escaped or not.
   */
  static String harmless(@Nullable String text, int longest) {
    String known = text == null ? "" : OutputSanitizer.text(text);
    String shown =
        known.length() <= longest
            ? known
            : "%s … [%d more characters]"
                .formatted(known.substring(0, longest), known.length() - longest);
    return shown.replace('<', '‹').replace('>', '›');
  }
}
