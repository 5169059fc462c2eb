package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A diff")
class LineDiffTest {

  private static List<String> diff(String before, String after) {
    return LineDiff.between(lines(before), lines(after), 1);
  }

  private static List<String> lines(String text) {
    return Stream.of(text.split(" ", -1)).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void ofEqualTextsIsEmpty() {
    assertThat(diff("a b c", "a b c")).isEmpty();
    assertThat(diff("", "")).isEmpty();
  }

  @Test
  void showsWhatWasRemovedBeforeWhatWasAdded() {
    assertThat(diff("a b c", "a x c")).containsExactly("  a", "- b", "+ x", "  c");
  }

  @Test
  void leavesOutEqualLinesThatAreFarFromAChange() {
    assertThat(diff("1 2 3 4 5 6 7", "0 1 2 3 4 5 6"))
        .containsExactly("+ 0", "  1", "  …", "  6", "- 7");
  }

  @Test
  void showsTextsThatWereNotThere() {
    assertThat(diff("", "a b")).containsExactly("+ a", "+ b");
    assertThat(diff("a b", "")).containsExactly("- a", "- b");
  }

  @Test
  void keepsAsManyLinesAsItCan() {
    assertThat(diff("a b a b a", "b a b")).filteredOn(line -> line.startsWith("  ")).hasSize(3);
  }
}
