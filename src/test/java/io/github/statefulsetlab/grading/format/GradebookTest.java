package io.github.statefulsetlab.grading.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A grade book of somebody else")
class GradebookTest {

  static SubmissionGrade graded(String id, String points) {
    return SampleGrades.submission(
        id,
        List.of(
            TaskGrade.of(
                "1",
                "One",
                false,
                List.of(SampleGrades.item("a.b", "A <b>row</b>", Verdict.FAIL, points, "10")))),
        List.of());
  }

  private static SubmissionGrade faulty(String id) {
    return SampleGrades.submission(
        id,
        List.of(TaskGrade.of("1", "One", false, List.of(SampleGrades.fault("a.b", "10")))),
        List.of());
  }

  private static Gradebook.Filled fill(String file, SubmissionGrade... submissions) {
    return fill(file, Map.of(), submissions);
  }

  private static Gradebook.Filled fill(
      String file, Map<String, String> columns, SubmissionGrade... submissions) {
    Grade grade = SampleGrades.grade(submissions);
    return Gradebook.fill(file.getBytes(UTF_8), columns, Sheet.of(grade));
  }

  private static String text(Gradebook.Filled filled) {
    return new String(filled.content(), UTF_8);
  }

  @Nested
  @DisplayName("of Moodle")
  class Moodle {

    private static final String ENGLISH =
        "\uFEFFIdentifier,\"Full name\",Status,Grade,\"Maximum Grade\",\"Last modified (grade)\",\"Feedback comments\"\r\n"
            + "Participant 12345,\"Doe, Jane\",Submitted,,10.00,-,\r\n"
            + "\"Participant 12346\",\"Roe, \"\"R.\"\"\",Submitted,4.00,10.00,\"Monday, 2 June\",\"well\ndone\"\r\n";

    private static final Language EN =
        new Language("Identifier", "Grade", "Last modified (grade)", "Participant ");

    @Test
    void onlyTheCellsOfGradedStudentsChange() {
      Gradebook.Filled filled = fill(ENGLISH, graded("12345", "7.25"), faulty("12346"));

      assertThat(text(filled))
          .isEqualTo(
              ENGLISH.replace(
                  "Submitted,,10.00,-,\r\n",
                  "Submitted,7.25,10.00,-,7.25 of 10 points. Lost: A &lt;b&gt;row&lt;/b&gt; (−2.75)\r\n"));
      assertThat(filled.graded()).containsExactly("12345");
      assertThat(filled.ungraded()).containsExactly("12346");
    }

    @Test
    void moodleTakesTheGrades() throws IOException {
      Gradebook.Filled filled = fill(ENGLISH, graded("12345", "7.25"), graded("12346", "10"));

      assertThat(GradebookImporters.moodle(filled.content(), EN, 10))
          .contains(Map.of("12345", 7.25, "12346", 10.0));
    }

    @Test
    void aFolderAsMoodleNamesItIsAboutItsNumber() {
      assertThat(fill(ENGLISH, graded("Jane Doe_12345_assignsubmission_file", "1")).graded())
          .hasSize(1);
      assertThat(fill(ENGLISH, graded("Participant 12345", "1")).graded()).hasSize(1);
      assertThat(fill(ENGLISH, graded("2345", "1")).missing()).containsExactly("2345");
      assertThat(fill(ENGLISH, graded("lab12345", "1")).missing()).containsExactly("lab12345");
    }

    @Test
    void aGermanSiteWritesCommas() {
      String german =
          "ID,\"Vollständiger Name\",Bewertung,Bestwertung,\"Zuletzt geändert (Bewertung)\",\"Feedback als Kommentar\"\n"
              + "Teilnehmer/in12345,Jürgen,,\"10,00\",-,\n";

      assertThat(text(fill(german, graded("12345", "7.25"))))
          .contains("Jürgen,\"7,25\",\"10,00\",-,7.25 of 10 points");
    }

    @Test
    void aFileThatASpreadsheetSavedKeepsItsCharset() {
      Charset windows = Charset.forName("windows-1252");
      String german =
          "ID;Name;Bewertung;Bestwertung;Zuletzt geändert (Bewertung);Feedback als Kommentar\r\n"
              + "Teilnehmer/in7;Jürgen;;10;-;\r\n";
      byte[] filled =
          Gradebook.fill(
                  german.getBytes(windows),
                  Map.of(),
                  Sheet.of(SampleGrades.grade(graded("7", "3.5"))))
              .content();

      assertThat(new String(filled, windows))
          .isEqualTo(
              german
                  .replace(";;10", ";3.5;10")
                  .replace(
                      "-;\r", "-;\"3.5 of 10 points. Lost: A &lt;b&gt;row&lt;/b&gt; (-6.5)\"\r"));
    }

    @Test
    void aBonusDoesNotPassTheMaximumThatMoodleTakes() {
      SubmissionGrade bonus =
          SampleGrades.submission(
              "12345",
              List.of(
                  TaskGrade.of(
                      "1",
                      "One",
                      false,
                      List.of(SampleGrades.item("a.b", "A", Verdict.PASS, "10", "10"))),
                  TaskGrade.of(
                      "2",
                      "Bonus",
                      true,
                      List.of(SampleGrades.item("a.c", "C", Verdict.PASS, "2", "2")))),
              List.of());

      assertThat(text(fill(ENGLISH, bonus)))
          .contains("Submitted,10,10.00,-,\"10 of 10 points, bonus 2 of 2\"\r\n");
    }

    @Test
    void anotherScaleIsRefused() {
      String hundred = ENGLISH.replace("10.00", "100.00");

      assertThatThrownBy(() -> fill(hundred, graded("12345", "7")))
          .isInstanceOf(FormatException.class)
          .hasMessage(
              "The full mark is 100 in the grade book and 10 in the rubric. Set both to the same number.");
    }

    @Test
    void aScaleTakesNoPoints() {
      String scale = ENGLISH.replace("10.00", "\"Pass, Fail\"");

      assertThatThrownBy(() -> fill(scale, graded("12345", "7")))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("\"Pass, Fail\", which is not a number");
    }

    @Test
    void aLineThatIsLockedStaysAsItIs() {
      String locked =
          "Identifier,Grade,Maximum Grade,Grade can be changed,Last modified (grade)\n"
              + "Participant 12345,3,10.00,No,-\nParticipant 2,,10.00,Yes,-\n";
      Gradebook.Filled filled = fill(locked, graded("12345", "7"), graded("2", "5"));

      assertThat(text(filled)).isEqualTo(locked.replace("2,,10", "2,5,10"));
      assertThat(filled.kept()).containsExactly("12345");
      assertThat(filled.graded()).containsExactly("2");
    }

    @Test
    void columnsOfALanguageThatIsNotKnownAreNamed() {
      String frisian = "Nûmer,Sifer,Lêst\nDielnimmer 12345,,-\n";

      assertThatThrownBy(() -> fill(frisian, graded("12345", "7")))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("--gradebook-columns")
          .hasMessageContaining("Nûmer, Sifer, Lêst");
      assertThat(
              text(
                  fill(
                      frisian,
                      GradebookColumns.parse("id=Nûmer,grade=Sifer"),
                      graded("12345", "7"))))
          .isEqualTo("Nûmer,Sifer,Lêst\nDielnimmer 12345,7,-\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "5\" Jane",
          "\"=HYPERLINK(\"\"x\"\")\"",
          "\"J\r\na\"\"ne\"",
          " \"Doe, Jane\"",
          "'Jane'",
          "=1+1"
        })
    void namesThatArePeculiarStayAsTheyAre(String name) {
      String file = ENGLISH.replace("\"Doe, Jane\"", name);

      assertThat(text(fill(file, graded("12345", "10"))))
          .isEqualTo(
              file.replace("Submitted,,10.00,-,\r", "Submitted,10,10.00,-,10 of 10 points\r"));
    }

    @Test
    void twoSubmissionsOfOneStudentAreRefused() {
      assertThatThrownBy(
              () -> fill(ENGLISH, graded("12345", "1"), graded("Participant 12345", "2")))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("12345 and Participant 12345 are about the same line");
    }
  }

  @Nested
  @DisplayName("of Canvas")
  class Canvas {

    private static final String EXPORT =
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (7),Lab A (123),Current Score\n"
            + ",,,,,Manual Posting,,\n"
            + "    Points Possible,,,,,5,10,(read only)\n"
            + "\"Doe, Jane\",501,S1,jane,Sec 1,4,,80\n"
            + "\"Roe, Rick\",502,S2,rick,Sec 1,3,6.5,60\n";

    @Test
    void onlyTheAssignmentOfGradedStudentsChanges() throws IOException {
      Gradebook.Filled filled = fill(EXPORT, graded("501", "7.25"), faulty("502"));

      assertThat(text(filled)).isEqualTo(EXPORT.replace("Sec 1,4,,80", "Sec 1,4,7.25,80"));
      assertThat(GradebookImporters.canvas(filled.content()))
          .containsEntry("501", Map.of("7", "4", "123", "7.25"))
          .containsEntry("502", Map.of("7", "3", "123", "6.5"));
    }

    @Test
    void whoIsExcusedStaysExcused() {
      String excused = EXPORT.replace("6.5", "EX");

      assertThat(fill(excused, graded("502", "7")).kept()).containsExactly("502");
      assertThat(text(fill(excused, graded("502", "7")))).isEqualTo(excused);
      assertThat(fill(EXPORT.replace("6.5", "N/A"), graded("502", "7")).kept())
          .containsExactly("502");
    }

    @Test
    void aColumnThatIsNotThereIsRefusedBeforeAnythingIsGraded() {
      assertThatThrownBy(
              () ->
                  Gradebook.check(
                      EXPORT.getBytes(UTF_8), Map.of("grade", "Lab B (9)"), Optional.empty()))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("no column \"Lab B (9)\"");
    }

    @Test
    void studentsAreFoundByEachOfTheirIds() {
      assertThat(fill(EXPORT, graded("S1", "1"), graded("rick", "2")).graded())
          .containsExactly("S1", "rick");
      assertThat(fill(EXPORT, graded("doejane_LATE_501_67890_chart.zip", "1")).graded()).hasSize(1);
      assertThat(fill(EXPORT, graded("Jane", "1")).missing()).containsExactly("Jane");
    }

    @Test
    void aNameThatIsTheIdOfOneAndTheLoginOfAnotherIsRefused() {
      String crossed = EXPORT.replace("S2,rick", "S2,501");

      assertThatThrownBy(() -> fill(crossed, graded("501", "7")))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("lines 4 and 5")
          .hasMessageContaining("could both be about the submission 501")
          .hasMessageContaining("--gradebook-columns \"id=COLUMN\"");
      assertThat(text(fill(crossed, GradebookColumns.parse("id=SIS Login ID"), graded("501", "7"))))
          .contains("Sec 1,3,7,60");
    }

    @Test
    void theAssignmentIsNamedWhereSeveralCouldBeMeant() {
      String two = EXPORT.replace("Lab A (123)", "Homework (123)");

      assertThatThrownBy(() -> fill(two, graded("501", "7")))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("Essay (7), Homework (123)");
      assertThat(
              text(fill(two, GradebookColumns.parse("grade=Homework (123)"), graded("501", "7"))))
          .contains("Sec 1,4,7,80");
    }

    @Test
    void aSemicolonSeparatesAsWell() throws IOException {
      String export = EXPORT.replace("\"Doe, Jane\"", "Doe").replace("\"Roe, Rick\"", "Roe");
      Gradebook.Filled filled = fill(export.replace(',', ';'), graded("501", "7.25"));

      assertThat(GradebookImporters.canvas(filled.content()).get("501"))
          .containsEntry("123", "7.25");
    }
  }

  @Test
  void whatIsNoGradeBookIsRefused() {
    assertThatThrownBy(() -> fill("a,b\n1,2\n", graded("1", "1")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("neither a grading worksheet of Moodle nor an export of Canvas");
    assertThatThrownBy(() -> fill("", graded("1", "1"))).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> fill("I\0d\0", graded("1", "1")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> fill("a,b\n", GradebookColumns.parse("id=c"), graded("1", "1")))
        .hasMessage("The grade book has no column \"c\". Its columns are: a, b.");
    assertThatThrownBy(() -> GradebookColumns.parse("name=c")).isInstanceOf(FormatException.class);
  }
}
