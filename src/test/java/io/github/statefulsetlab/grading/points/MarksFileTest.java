package io.github.statefulsetlab.grading.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarksFileTest {

  private static final String HEAD = "submission,item,points,comment,by\n";

  @TempDir Path folder;
  private Rubric rubric = Rubrics.read("counter-100");

  @BeforeEach
  void ownRubric() throws IOException {
    rubric =
        Rubrics.read(
            Files.writeString(
                    folder.resolve("own.yaml"),
                    """
                    id: own
                    title: Own
                    tasks:
                      - id: "1"
                        title: One
                        items:
                          - {criterion: dns.pod-fqdn, id: names, points: 1}
                          - {person: Words, id: words, points: 2}
                          - {criterion: chart.lints, points: 1}
                          - {id: both, title: Both, points: 1, all-of: [chart.lints, chart.renders]}
                    """)
                .toString());
  }

  private MarksFile read(String text) throws IOException {
    Files.writeString(folder.resolve(MarksFile.NAME), text);
    return MarksFile.in(folder, rubric);
  }

  private static ItemGrade row(String id) {
    return ItemGrade.of(id, id, Points.of("2")).build();
  }

  @Test
  void thereMayBeNone() {
    MarksFile none = MarksFile.in(folder, rubric);

    none.requireAmong(List.of());
    assertThat(none.of("alice").cap()).isEmpty();
  }

  @Test
  void aMarkDecidesItsRowAndSaysWho() throws IOException {
    List<Mark> applied = new ArrayList<>();
    ItemGrade marked =
        read("\uFEFF"
                + HEAD
                + "alice,words,1.5,\"good, but \"\"short\"\"\",T.\n\nbob,words,0,,T.\n")
            .of("alice")
            .applied(row("words"), applied);

    assertThat(marked.points()).isEqualTo(Points.of("1.5"));
    assertThat(marked.outcome()).isEqualTo(Outcome.GRADED);
    assertThat(marked.reason()).isEqualTo("Marked by T.: good, but \"short\"");
    assertThat(applied).hasSize(1);
  }

  @Test
  void columnsMayComeInAnyOrderAndTheLastLineCounts() throws IOException {
    Marks marks =
        read("by,item,submission,points,comment\nT.,words,alice,1,first\nT.,words,alice,2,second\n")
            .of("alice");

    assertThat(marks.applied(row("words"), new ArrayList<>()).points()).isEqualTo(Points.of("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void spreadsheetsWriteOtherSeparatorsAndDecimalCommas(String separator) throws IOException {
    Marks marks =
        read((HEAD + "alice|words|1,5|fine|T.\n").replaceAll("[|]|(?<=[a-z]),", separator))
            .of("alice");

    assertThat(marks.applied(row("words"), new ArrayList<>()).points()).isEqualTo(Points.of("1.5"));
  }

  @Test
  void aSubmissionThatThereIsNotIsNamedWithItsLine() throws IOException {
    MarksFile marks = read(HEAD + "bob,words,1,,T.\nalise,words,1,,T.\n");

    assertThatThrownBy(() -> marks.requireAmong(List.of("alice", "bob")))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining("marks.csv:3: submission: the grade has no \"alise\"")
        .hasMessageContaining("Did you mean \"alice\"?");
  }

  @Test
  void aCriterionStandsForItsRow() throws IOException {
    Marks marks = read(HEAD + "alice,dns.pod-fqdn,1,appeal,T.\n").of("alice");

    assertThat(marks.applied(row("names"), new ArrayList<>()).points()).isEqualTo(Points.of("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice,nothing,1,,T.       | has no row "nothing"
          alice,chart.renders,1,,   | the cell "by" is empty
          alice,words,3,,T.         | 3 points are more than the 2 of row words
          alice,words,"1,555",,T.   | "1,555" is not a number of points
          alice,word,1,,T.          | Did you mean "words"? Use one of
          alice,words,-1,,T.        | "-1" is not a number of points
          alice,words,1.555,,T.     | not a number of points
          alice,words,NaN,,T.       | not a number of points
          ,words,1,,T.              | the cell "submission" is empty
          """)
  void aLineThatCannotBeUsedIsNamed(String line, String says) {
    assertThatThrownBy(() -> read(HEAD + "alice,words,1,,T.\n" + line + "\n"))
        .isInstanceOf(RubricException.class)
        .hasMessageStartingWith("marks.csv:3: ")
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          alice,words,1,a,T.,more  | marks.csv:3: there are more cells than columns
          alice,words,1,"a,T.      | a quotation mark is missing, or is one too many
          alice,words,1,"a"b,T.    | a quotation mark is missing, or is one too many
          alice                    | marks.csv:3: the cell "item" is empty
          alice;words;1;a;T.       | marks.csv:3: the cell "item" is empty
          """)
  void aBrokenLineIsNamed(String line, String says) {
    assertThatThrownBy(() -> read(HEAD + "alice,words,1,,T.\n" + line + "\n"))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aFileThatIsNoTextIsRefusedWithItsPlace() throws IOException {
    Files.write(
        folder.resolve(MarksFile.NAME),
        (HEAD + "alice,words,1,prüfen,T.\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> MarksFile.in(folder, rubric))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining("marks.csv:2:17: this is not UTF-8");
    assertThatThrownBy(() -> read("")).hasMessageContaining("the columns are missing");
    assertThatThrownBy(() -> read("\0\0")).hasMessageContaining("a zero byte");
  }

  @Test
  void aFileWithoutItsHeaderIsRefused() {
    assertThatThrownBy(() -> read("alice,words,1,,T.\n"))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining("The first line must be submission,item,points,comment,by");
  }
}
