package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradeMarkdownTest {

  @Test
  void whatFailedComesFirst() {
    String text =
        write(result("b.passed", Verdict.PASS, null), result("c.failed", Verdict.FAIL, "2, not 3"));

    assertThat(text).containsSubsequence("| FAIL | `c.failed`", "| PASS | `b.passed`");
    assertThat(text)
        .contains("1 PASS, 1 FAIL", "### FAIL `c.failed`", "    2, not 3", "Hint: set it")
        .doesNotContain("### PASS");
  }

  @Test
  void whatWasSeenStaysInItsBlock() {
    String text =
        write(
            result(
                "a.b", Verdict.FAIL, "x\n```\n# FORGED\n</pre><script>1</script>\n\n| FORGED |"));

    assertThat(text.lines())
        .filteredOn(line -> line.matches(".*(FORGED|script|```).*"))
        .hasSize(4)
        .allMatch(line -> line.startsWith("    "));
  }

  @Test
  void aChartsNameIsNoMarkup() {
    String text =
        write(
            new ChartFacts(
                "main", "<img src=x>\n# FORGED", "1 | ![x](http://x) `", "0", null, null),
            result("a.b", Verdict.PASS, null));

    assertThat(text).doesNotContain("<img", "\n# FORGED", "![x]").contains("\\|", "\\`");
  }

  @Test
  void placeholdersInHintsCanBeRead() {
    assertThat(Markdown.inline("<template>-<statefulset>"))
        .isEqualTo("&lt;template>-&lt;statefulset>");
  }

  @Test
  void aRunThatWasCutShortSaysSo() {
    Grade cut = grade(false, new ChartFacts("main", "c", "1", "0", null, null));

    assertThat(GradeMarkdown.write(cut)).contains("cut short");
    assertThat(write(result("a.b", Verdict.PASS, null))).doesNotContain("cut short");
  }

  private static String write(Result... results) {
    return write(new ChartFacts("main", "counter", "1.0.0", "0", null, null), results);
  }

  private static String write(ChartFacts chart, Result... results) {
    return GradeMarkdown.write(grade(true, chart, results));
  }

  private static Grade grade(boolean complete, ChartFacts chart, Result... results) {
    return new Grade(
        Grade.SCHEMA,
        new Grade.Run(
            "1",
            null,
            "existing",
            "v1.36.1",
            null,
            null,
            null,
            1,
            Instant.EPOCH,
            null,
            complete,
            0,
            null,
            null),
        null,
        List.of(
            SubmissionGrade.unscored(
                "sub", chart, List.of("port 5000: said"), Verdict.FAIL, List.of(results))));
  }

  private static Result result(String id, Verdict verdict, @Nullable String seen) {
    return Result.of(id, verdict)
        .title("title")
        .expected("expected")
        .seen(seen)
        .hint("set it")
        .seconds(1.5)
        .build();
  }
}
