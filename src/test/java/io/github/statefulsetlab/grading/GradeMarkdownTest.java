package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade.ChartFacts;
import io.github.statefulsetlab.grading.Grade.Result;
import io.github.statefulsetlab.grading.Grade.SubmissionGrade;
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
            new ChartFacts("<img src=x>\n# FORGED", "1 | ![x](http://x) `", "0"),
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
    Grade cut = grade(false, new ChartFacts("c", "1", "0"));

    assertThat(GradeMarkdown.write(cut)).contains("cut short");
    assertThat(write(result("a.b", Verdict.PASS, null))).doesNotContain("cut short");
  }

  private static String write(Result... results) {
    return write(new ChartFacts("counter", "1.0.0", "0"), results);
  }

  private static String write(ChartFacts chart, Result... results) {
    return GradeMarkdown.write(grade(true, chart, results));
  }

  private static Grade grade(boolean complete, ChartFacts chart, Result... results) {
    return new Grade(
        Grade.SCHEMA,
        new Grade.Run("1", "existing", "v1.36.1", null, null, 1, Instant.EPOCH, null, complete, 0),
        List.of(
            new SubmissionGrade(
                "sub", chart, List.of("port 5000: said"), Verdict.FAIL, List.of(results))));
  }

  private static Result result(String id, Verdict verdict, @Nullable String seen) {
    return new Result(
        id, "title", verdict, "expected", seen, "set it", List.of(), List.of(), 1.5, "student");
  }
}
