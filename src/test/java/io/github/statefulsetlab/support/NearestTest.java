package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "titel, title",
    "Title, title",
    "point, points",
    "critereon, criterion",
    "weigth, weight",
    "xyz, ",
    "'', ",
    "a, ",
  })
  void aTypingErrorIsNearWhatWasMeant(String given, String meant) {
    assertThat(Nearest.to(given, List.of("criterion", "points", "title", "weight")).orElse(null))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"61, ''", "3, ''"})
  void whatIsFarFromAllAsksNothing(int length, String question) {
    assertThat(Nearest.question("z".repeat(length), List.of("title"))).isEqualTo(question);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = "titel | Did you mean \"title\"?")
  void isAskedFor(String given, String question) {
    assertThat(Nearest.question(given, List.of("title"))).isEqualTo(question + " ");
  }
}
