package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSanitizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "::error title=x::you passed   => : :error title=x: :you passed",
        ":::error::                    => : : :error: :",
        "##[error]no                   => ## [error]no",
        "###[group]                    => ### [group]",
        "##vso[task.setvariable]1      => ## vso[task.setvariable]1",
        "##teamcity[testFailed]        => ## teamcity[testFailed]",
        "<|--                          => < |--",
        "--|>                          => -- |>",
      })
  void noLineIsACommandToACiServer(String forged, String shown) {
    assertThat(OutputSanitizer.text(forged)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Grade", "Comment"})
  void noLineIsAGradeToMoodle(String word) {
    assertThat(OutputSanitizer.text(word + " :=>> 100")).isEqualTo(word + " := >> 100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2K",
        "\u009b2K",
        "\b",
        "\r",
        "\0",
        "\u007f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\u0085",
        "\ufeff"
      })
  void nothingRewritesWhatWasPrintedOrTurnsItAround(String control) {
    assertThat(OutputSanitizer.text("a" + control + "b")).startsWith("a\ufffd").endsWith("b");
  }

  @Test
  void aCommandIsNotHiddenBehindWhatIsNotSeen() {
    assertThat(OutputSanitizer.text(":\u200b:error::")).doesNotContain("::");
  }

  @Test
  void whatPodsAndHelmUsuallySayStaysAsItIs() {
    String text =
        "NAME      READY\n\tpod-0\tüß 漢字 🚀 http://x:8000/ a:b [1] # 1\nchart/templates/x.yaml:3:5";

    assertThat(OutputSanitizer.text(text)).isEqualTo(text);
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    assertThat(OutputSanitizer.text("a\r\nb")).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scores\":{\"a\":1}}",
        "  {scores:{a:100}}",
        "text\n{\"\\u0073cores\":{}}",
        "/**/{\"scores\":{\"a\":1}}"
      })
  void noLineIsAScoreToAutolab(String forged) {
    assertThat(OutputSanitizer.text(forged).lines())
        .noneMatch(line -> line.strip().matches("(\\{|/\\*).*"));
  }

  @Test
  void jsonInsideALineStaysAsItIs() {
    assertThat(OutputSanitizer.text("body {\"visits\": 3}")).isEqualTo("body {\"visits\": 3}");
  }
}
