package io.github.statefulsetlab.report.console;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("the locale is that of the whole process")
@DisplayName("On a machine with another locale")
class OtherLocalesTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG", "th-TH-u-nu-thai"})
  void theConsoleSaysTheSame(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));

    new TimingTest().tellsHowMuchWasSharedWhatDecidedTheEndAndHowBusyTheMachineWas();
    new SummaryTest().aBrokenPromiseIsToldWithTheFileAndTheLineToChange();
  }
}
