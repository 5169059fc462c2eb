package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** What people of all kinds have tried, in any order. */
  private static final List<String> PIECES =
      List.of(
          "a",
          " ",
          "\n",
          "\r",
          "\r\n",
          "\t",
          ":",
          "::",
          "::error::",
          "::set-output name=a::",
          "##[",
          "##vso[",
          "##teamcity[",
          "#",
          "[",
          "<|--",
          "--|>",
          "Grade :=>> 100",
          "{\"scores\": {}}",
          "/* */ {",
          "\u001b[2K",
          "\u001b]0;title\u0007",
          "\u009b31m",
          "\u0000",
          "\u0008",
          "\u007f",
          "\u0085",
          "\u200b",
          "\u200e",
          "\u2028",
          "\u2029",
          "\u202e",
          "\u2066",
          "\ufeff",
          "\ud83d",
          "\ud83d\ude00",
          "<script>",
          "=1+1",
          "漢");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n"
              + "\t]]|::|##\\w*\\[|:=>>|<\\|--|--\\|>|(?m)^\\h*(?:\\{|/\\*)");

  @Test
  void nothingHarmfulComesThroughWhateverIsPutTogether() {
    Random random = new Random(14);
    for (int i = 0; i < 20_000; i++) {
      String hostile =
          random
              .ints(random.nextInt(12), 0, PIECES.size())
              .mapToObj(PIECES::get)
              .collect(Collectors.joining());

      String shown = OutputSanitizer.text(hostile);

      assertThat(FORBIDDEN.matcher(shown).find()).as("%s became %s", hostile, shown).isFalse();
      assertThat(OutputSanitizer.text(shown)).as(hostile).isEqualTo(shown);
      assertThat(OutputSanitizer.line(hostile)).doesNotContain("\n");
      assertThat(FORBIDDEN.matcher(OutputSanitizer.line(hostile)).find()).as(hostile).isFalse();
    }
  }

  @Test
  void aMessageIsCutWhereNobodyReadsOn() {
    String shown = OutputSanitizer.message("\ud83d\ude00".repeat(1_000_000));

    assertThat(shown).hasSizeLessThan(3 * OutputSanitizer.LONGEST_MESSAGE);
    assertThat(shown).endsWith("[cut here: 996000 more characters]");
    assertThat(OutputSanitizer.message("short")).isEqualTo("short");
  }
}
