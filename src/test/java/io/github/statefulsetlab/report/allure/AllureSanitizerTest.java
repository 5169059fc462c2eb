package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a submission says in the Allure report")
class AllureSanitizerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=\"document.title='XSS'\">",
        "\u001b[31m<script>alert(1)</script>",
        "</pre></div><iframe srcdoc='<script>alert(1)</script>'>",
        "::error title=forged::every test passed",
        "##[group]moscow-time 10 PASS",
        "\u202egnp.exe"
      })
  void isNeitherMarkupNorACommand(String said) {
    assertThat(AllureSanitizer.harmless(said, 1000))
        .doesNotContain("<", ">", "\u001b", "::error", "##[", "\u202e");
  }

  @Test
  void isCutWhereItIsTooLong() {
    assertThat(AllureSanitizer.harmless("x".repeat(5000), 100))
        .isEqualTo("x".repeat(100) + " … [4900 more characters]");
  }

  @Test
  void ofNothingIsNothing() {
    assertThat(AllureSanitizer.harmless(null, 100)).isEmpty();
  }

  @Test
  void beginsWithTheVerdictAndHasNoStackTrace() {
    TestResult test = failed("FAIL");

    new AllureSanitizer().beforeTestWrite(test);

    assertThat(test.getStatusDetails().getMessage()).isEqualTo("FAIL: count ‹b›0‹/b›");
    assertThat(test.getStatusDetails().getTrace()).isEmpty();
  }

  @Test
  void ofABrokenPromiseSaysWhatToChange() {
    TestResult test = failed("FAIL");
    test.getLabels()
        .add(new Label().setName(AllureSanitizer.CHANGE).setValue("What to change: it"));

    new AllureSanitizer().beforeTestWrite(test);

    assertThat(test.getStatusDetails().getTrace()).isEqualTo("What to change: it");
  }

  @Test
  void aFaultOfTheGraderKeepsItsStackTrace() {
    TestResult test = failed("INFRA_ERROR");

    new AllureSanitizer().beforeTestWrite(test);

    assertThat(test.getStatusDetails().getTrace()).isEqualTo("at Count‹Long›.read");
  }

  @Test
  void aTestWithoutDetailsStaysAsItIs() {
    TestResult passed = new TestResult();

    new AllureSanitizer().beforeTestWrite(passed);

    assertThat(passed).isEqualTo(new TestResult());
  }

  private static TestResult failed(String verdict) {
    return new TestResult()
        .setLabels(
            new ArrayList<>(
                List.of(new Label().setName(AllureSanitizer.VERDICT).setValue(verdict))))
        .setStatusDetails(
            new StatusDetails().setMessage("count <b>0</b>").setTrace("at Count<Long>.read"));
  }
}
