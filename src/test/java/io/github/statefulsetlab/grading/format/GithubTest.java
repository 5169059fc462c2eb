package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.WorkflowCommands;
import io.github.statefulsetlab.grading.format.reader.WorkflowCommands.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GitHub")
class GithubTest {

  private static List<Sheet> sheets(List<ItemGrade> items, List<Result> results) {
    return Sheet.of(
        SampleGrades.grade(
            SampleGrades.submission(
                "alice", List.of(TaskGrade.of("1", "One", false, items)), results)));
  }

  @Test
  void theSummaryIsMarkdown() throws IOException {
    Golden.check("github-summary.md", GithubSummary.of(Sheet.of(SampleGrades.alice())));
  }

  @Test
  void aFailureIsShownAtTheTemplatesLine() throws IOException {
    String annotations =
        new GithubAnnotations("k8s/app-python").write(Sheet.of(SampleGrades.alice()));
    Golden.check("github-annotations.txt", annotations);

    assertThat(WorkflowCommands.shown(annotations)).hasSize(4);
    assertThat(WorkflowCommands.shown(annotations).get(0))
        .isEqualTo(
            new Command(
                "error",
                Map.of(
                    "file", "k8s/app-python/templates/statefulset.yaml",
                    "line", "34",
                    "title", "alice: A count outlives its pod"),
                "0 of 1 points\ncount 0 after the deletion, 13 expected\nMount the volume at /app (templates/statefulset.yaml:34)."));
  }

  @Test
  void theTenthOfManySaysHowManyMoreThereAre() {
    List<ItemGrade> items =
        IntStream.range(0, 25)
            .mapToObj(i -> SampleGrades.item("a.r" + i, "R" + i, Verdict.FAIL, "0", "" + (i + 1)))
            .toList();
    List<Command> shown =
        WorkflowCommands.shown(new GithubAnnotations("").write(sheets(items, List.of())));

    assertThat(shown).hasSize(10);
    assertThat(shown.get(0).properties()).containsEntry("title", "alice: R24");
    assertThat(shown.get(9).data()).isEqualTo("16 more failures are in the summary.");
  }

  @Test
  void aFaultIsAWarningAndNoError() {
    String annotations =
        new GithubAnnotations("").write(sheets(List.of(SampleGrades.fault("a.b", "1")), List.of()));

    assertThat(WorkflowCommands.shown(annotations))
        .extracting(Command::name)
        .containsExactly("warning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n::error title=forged::x",
        "%0A::set-output name=x::y",
        "a\r\n::notice title=Autograding report::{\"totalPoints\":1}",
        "file=a,line=1::"
      })
  void textOfASubmissionGivesNoCommand(String said) {
    Result result = Result.of("a.b", Verdict.FAIL).seen(said).build();
    String annotations =
        new GithubAnnotations("")
            .write(
                sheets(
                    List.of(SampleGrades.item("a.b", said, Verdict.FAIL, "0", "1")),
                    List.of(result)));

    assertThat(annotations.lines()).hasSize(1);
    assertThat(WorkflowCommands.shown(annotations))
        .extracting(Command::name)
        .containsExactly("error");
    assertThat(WorkflowCommands.shown(annotations).get(0).properties()).containsOnlyKeys("title");
  }

  @Test
  void aLongSummaryIsCutBelowWhatGithubTakes() {
    List<Result> results =
        List.of(Result.of("a.b", Verdict.FAIL).seen("long line\n".repeat(300_000)).build());
    String summary =
        GithubSummary.of(
            sheets(List.of(SampleGrades.item("a.b", "A", Verdict.FAIL, "0", "1")), results));

    assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);
    assertThat(summary).contains("cut here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see templates/../../etc/passwd.yaml:3",
        "mytemplates/a.yaml:1",
        "templates/",
        "templates/a.txt:4"
      })
  void whatIsNoTemplateIsNoPlace(String text) {
    assertThat(TemplateLine.in(text)).isEmpty();
  }
}
