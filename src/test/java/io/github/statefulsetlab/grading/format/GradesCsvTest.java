package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("grades.csv")
class GradesCsvTest {

  static List<Map<String, String>> read(String csv) throws IOException {
    return new CsvMapper()
        .readerFor(new TypeReference<Map<String, String>>() {})
        .with(CsvSchema.emptySchema().withHeader())
        .<Map<String, String>>readValues(csv)
        .readAll();
  }

  private static String csv(Grade grade) {
    return GradesCsv.write(Sheet.of(grade));
  }

  @Test
  void aLineForEachSubmissionAndAColumnForEachRow() throws IOException {
    String csv = csv(SampleGrades.alice());
    Golden.check("grades.csv", csv);

    assertThat(read(csv))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("id", "alice")
                    .containsEntry("score", "4.25")
                    .containsEntry("max", "8")
                    .containsEntry("open", "2")
                    .containsEntry("graded", "yes")
                    .containsEntry("storage.claims-bound", "2")
                    .containsEntry("concepts", ""));
  }

  @Test
  void itSaysWhichCommitWasGraded() throws IOException {
    SubmissionGrade alice = SampleGrades.alice().submissions().get(0);

    assertThat(
            read(
                csv(
                    SampleGrades.grade(
                        alice.from("=Al", new SourceFacts("=lab15", "a".repeat(40)))))))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("name", "'=Al")
                    .containsEntry("ref", "'=lab15")
                    .containsEntry("commit", "a".repeat(40)));
    assertThat(
            read(csv(SampleGrades.grade(alice.from(null, new SourceFacts(null, "b".repeat(40)))))))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("ref", ""));
  }

  @Test
  void whatTheGraderFailedAtIsEmptyAndNotZero() throws IOException {
    Map<String, String> line =
        read(csv(
                SampleGrades.grade(
                    SampleGrades.submission(
                        "alice",
                        List.of(
                            TaskGrade.of(
                                "1", "One", false, List.of(SampleGrades.fault("a.b", "1")))),
                        List.of()))))
            .get(0);

    assertThat(line)
        .containsEntry("score", "")
        .containsEntry("percent", "")
        .containsEntry("a.b", "")
        .containsEntry("graded", "no");
  }

  @ParameterizedTest
  @CsvSource({"score", "max", "name", "verdict", "commit"})
  void aRowThatIsCalledAsAFactReplacesNone(String id) throws IOException {
    Map<String, String> line =
        read(csv(
                SampleGrades.grade(
                    SampleGrades.submission(
                        "alice",
                        List.of(
                            TaskGrade.of(
                                "1",
                                "One",
                                false,
                                List.of(
                                    SampleGrades.item(id, "A", Verdict.PASS, "1", "1"),
                                    SampleGrades.item("a.b", "B", Verdict.PASS, "2", "2")))),
                        List.of()))))
            .get(0);

    assertThat(line)
        .containsEntry("score", "3")
        .containsEntry("max", "3")
        .containsEntry("verdict", "FAIL")
        .containsEntry("row " + id, "1");
  }

  @Test
  void linesEndAsRfc4180HasIt() {
    assertThat(csv(SampleGrades.alice())).endsWith("\r\n").doesNotContain("\n\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "=1+1           | '=1+1",
        "@SUM(A1)       | '@SUM(A1)",
        "+x             | '+x",
        "-x             | '-x",
        "=HYPERLINK(\"x\";\"a\") | '=HYPERLINK(\"x\";\"a\")",
        "-3             | -3",
        "+4.5           | +4.5",
        "＝1+1          | '＝1+1",
        "alice, bob     | alice, bob",
      })
  void aSpreadsheetComputesNothing(String cell, String guarded) {
    assertThat(GradesCsv.guarded(cell)).isEqualTo(guarded);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})
  void theBookHasWhatTheGradeHas(long seed) throws IOException {
    Grade grade = SampleGrades.random(seed);
    List<Map<String, String>> lines = read(csv(grade));

    assertThat(lines).hasSameSizeAs(grade.submissions());
    for (int s = 0; s < lines.size(); s++) {
      Map<String, String> line = lines.get(s);
      for (TaskGrade task : grade.submissions().get(s).tasks()) {
        for (ItemGrade item : task.items()) {
          assertThat(line)
              .containsEntry(item.id(), item.decided().map(Points::toString).orElse(""));
        }
      }
    }
  }

  @Test
  void quotesAndSeparatorsInACellStayInIt() throws IOException {
    Grade grade =
        SampleGrades.grade(
            SampleGrades.submission(
                "a,\"b\"\nc",
                List.of(
                    TaskGrade.of(
                        "1",
                        "One",
                        false,
                        List.of(SampleGrades.item("a.b", "A", Verdict.PASS, "1", "1")))),
                List.of()));

    assertThat(read(csv(grade)).get(0)).containsEntry("id", "a,\"b\"\nc");
  }
}
