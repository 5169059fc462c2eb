package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.SubmissionCatalog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The console")
class ConsoleTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** It takes a second and more until it is known what is graded, with a chart several. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"normal,statefulset-lab 1.2", "verbose,statefulset-lab 1.2", "quiet,", "json,"})
  void saysAtOnceWhichVersionItIsToWhomeverItTalks(String voice, String said) {
    Properties properties = new Properties();
    properties.setProperty("lab.voice", voice);
    properties.setProperty("lab.version", "1.2");

    Console.greet(out, properties);

    assertThat(printed()).isEqualTo(said == null ? "" : said + System.lineSeparator());
  }

  @Test
  void saysWhatIsGradedOnceThatIsKnown() {
    Settings settings = Settings.builder().version("1.2").build();
    Console console =
        new Console(
            ConsoleStyle.of(new Properties()), new Screen(out, false, () -> TerminalWidth.USUAL));

    console.runStarted(settings, SubmissionCatalog.selected(settings));

    assertThat(printed().lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("statefulset-lab 1.2"),
            second ->
                assertThat(second).matches(" *[0-9.]+ s  grading moscow-time and python-app"));
  }
}
