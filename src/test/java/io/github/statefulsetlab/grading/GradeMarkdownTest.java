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
  void textOfASubmissionIsNeitherALinkNorAPictureNorACall() {
    assertThat(Markdown.inert("![](https://x/y.png) @teacher #12 _x_ <b> www.x.org"))
        .doesNotContain("![", "https://", "@teacher", "#12", "<b>", "www.x");
    assertThat(Markdown.inert("a-b: 3 of 5 pods (web-0)")).isEqualTo("a-b: 3 of 5 pods (web-0)");
  }

  @Test
  void pointsAreShownByTask() {
    Grade plain = grade(true, new ChartFacts("main", "c", "1", "0", null, null));
    ItemGrade kept =
        ItemGrade.of("a", "Kept", Points.of("2"))
            .verdict(Verdict.PASS)
            .graded(Points.of("0.5"))
            .reason("2 of 3 pods | right")
            .build();
    ItemGrade open = ItemGrade.of("b", "Read", Points.of("1")).build();
    SubmissionGrade scored =
        plain
            .submissions()
            .get(0)
            .scored(
                Outcome.GRADED,
                List.of(TaskGrade.of("1", "Task 1", false, List.of(kept, open))),
                List.of(),
                List.of());

    assertThat(PointsMarkdown.of(scored))
        .startsWith("**0.5 of 3 points**, 1 to be given by a person.\n")
        .contains(
            "### Task 1: 0.5 of 3\n",
            "| 0.5 of 2 | Kept | 2 of 3 pods \\| right |",
            "| ? of 1 | Read |  |");
    assertThat(PointsMarkdown.of(plain.submissions().get(0))).isEmpty();
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
        Grade.Run.begun("1", 1, Instant.EPOCH)
            .cluster("existing")
            .kubernetesVersion("v1.36.1")
            .complete(complete)
            .build(),
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
