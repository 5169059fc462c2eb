package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountTextTest {

  private static final int MEGABYTE = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|7",
        "  13\\n|13",
        "{\"since\":2026,\"visits\":7}|7",
        "{\"status\":200,\"data\":{\"hits\":\"8\"}}|8",
        "{\"version\":2,\"n\":9}|2",
        "[3]|3",
        "{\"visits\": 7|7",
        "Hello number 5|5",
        "Moscow time 12:30:01. Visits: 14|14",
        "<html><h1 class=\"x2\">Python 3.11</h1><p>Visits: <b>14</b></p>|14",
        "You have been here 6 times since 2026|6",
        "2026: 15 visits|15",
        "count=3;total=4|3"
      })
  void isTheNumberThatCounts(String text, long count) {
    assertThat(CountText.read(text.replace("\\n", "\n"))).contains(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none yet", "{}", "{\"visits\":null}", "<p1></p1>"})
  void isNotThereWhereThereIsNoNumber(String text) {
    assertThat(CountText.read(text)).isEmpty();
  }

  /**
   * A page has a megabyte at most; each of these took minutes, or ended in a StackOverflowError.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"count", " count,", "<", "<a", "countx ", "9.", "1 ", "{\"a\":", "[", "<1"})
  void isLookedForInNoMoreTimeThanAPageIsLong(String piece) {
    assertTimeoutPreemptively(SOON, () -> CountText.read(piece.repeat(MEGABYTE / piece.length())));
  }

  @Test
  void isFoundHoweverDeepItLies() {
    int deep = 900;
    String page = "{\"a\":".repeat(deep) + "{\"visits\":7}" + "}".repeat(deep);

    assertThat(CountText.read(page)).contains(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999999", "{\"visits\":99999999999999999999999}"})
  void isNeverTooLongForALong(String text) {
    assertThat(CountText.read(text)).isNotEqualTo(null);
  }
}
