package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {

  @Test
  void linesAreBrokenBetweenWordsAndIndentedBelowTheLabel() {
    assertThat(Paragraph.labelled("  seen  ", "expected 3 pods, but saw 2 of them", 24))
        .containsExactly("  seen  expected 3 pods,", "        but saw 2 of", "        them");
  }

  @Test
  void wordsThatAreLongerThanTheScreenAreCut() {
    assertThat(Paragraph.labelled("", "a".repeat(25), 12))
        .containsExactly("a".repeat(12), "a".repeat(12), "a");
  }

  @Test
  void linesOfTheTextStayAndSoDoesTheirIndentation() {
    assertThat(Paragraph.labelled("- ", "pods:\n  web-0", 40))
        .containsExactly("- pods:", "    web-0");
  }

  @Test
  void anIndentedWordThatDoesNotFitIsCutAndTheLoopEnds() {
    assertThat(Paragraph.labelled("", "    " + "b".repeat(20), 12))
        .containsExactly("    bbbbbbbb", "bbbbbbbbbbbb");
  }

  @Test
  void everyLineFitsWhateverTheWidth() {
    String text =
        "The claim data-web-0 is Pending since 12 s; " + "x".repeat(70) + "\n\tat the end";
    for (int width = 24; width < 120; width++) {
      int room = width;
      assertThat(Paragraph.labelled("  change    ", text, width))
          .allMatch(line -> line.length() <= room);
    }
  }

  @Test
  void theBeginningTellsThatThereIsMore() {
    assertThat(Paragraph.beginning("storage.claims-bound", 8)).isEqualTo("storage…");
    assertThat(Paragraph.beginning("storage", 7)).isEqualTo("storage");
    assertThat(Paragraph.beginning("two\nlines", 20)).isEqualTo("two lines");
  }
}
