package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The columns of a text")
class ColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "abc,3",
    "é,1",
    "Привет,6",
    "カウンタ,8",
    "计数器,6",
    "카운터,6",
    "ｗ,2",
    "🙂,2",
    "a🙂b,4",
    "…,1"
  })
  void areThoseOfATerminal(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @Test
  void doNotCountMarksThatAreDrawnOnACharacter() {
    assertThat(Columns.of("e\u0301")).isOne();
    assertThat(Columns.of("a\u200Db")).isEqualTo(2);
  }

  @Test
  void endBeforeACharacterThatDoesNotFit() {
    assertThat(Columns.end("计数器", 5)).isEqualTo(2);
    assertThat(Columns.end("🙂🙂", 3)).isEqualTo(2);
    assertThat(Columns.end("abc", 9)).isEqualTo(3);
  }

  @Test
  void areFilledUpWithSpaces() {
    assertThat(Columns.padded("计数", 6)).isEqualTo("计数  ");
    assertThat(Columns.padded("long", 2)).isEqualTo("long");
  }

  @Test
  void limitWhatAParagraphPrints() {
    String text = "计数器在重新启动之后 keeps its count 计数器在重新启动之后";

    assertThat(Paragraph.labelled("改变  ", text, 20))
        .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(20));
    assertThat(Columns.of(Paragraph.beginning(text, 20))).isLessThanOrEqualTo(20);
    assertThat(Paragraph.beginning("计数器", 6)).isEqualTo("计数器");
    assertThat(Paragraph.labelled("", "计数器", 10)).isEqualTo(List.of("计数器"));
  }
}
