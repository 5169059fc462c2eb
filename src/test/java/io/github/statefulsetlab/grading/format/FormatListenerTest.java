package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatListenerTest {

  @TempDir Path reports;

  private static FormatListener listener(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("lab." + settings[i], settings[i + 1]);
    }
    return new FormatListener(properties, Map.of());
  }

  private Path gradebook(String text) throws IOException {
    return Files.writeString(reports.resolve("Grades.csv"), text);
  }

  @Test
  void itIsTold() {
    assertThat(GradeListener.all()).hasAtLeastOneElementOfType(FormatListener.class);
  }

  @Test
  void whatCantBeWrittenIsRefusedBeforeAnythingIsGraded() {
    assertThatThrownBy(listener("formats", "moodle")::begin).isInstanceOf(UsageException.class);
    assertThatThrownBy(listener("formats", "classroom50")::begin)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("CLASSROOM, ASSIGNMENT, SUBMISSION_TAG");
    assertThatThrownBy(listener("gradebook", "/no/such/file.csv")::begin)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("/no/such/file.csv");
    assertThatThrownBy(listener("gradebook-columns", "points=x")::begin)
        .isInstanceOf(UsageException.class);
    listener().begin();
  }

  @Test
  void theGradeBookIsFilledInBesideTheReports() throws IOException {
    Path book =
        gradebook(
            "Identifier,Grade,Maximum Grade,Last modified (grade)\n"
                + "Participant 7,,8,-\n"
                + "Participant 8,,8,-\n");
    listener("gradebook", book.toString())
        .gradeWritten(
            SampleGrades.grade(
                SampleGrades.submission("7", SampleGrades.tasks(), SampleGrades.results()),
                SampleGrades.submission("99", SampleGrades.tasks(), SampleGrades.results())),
            reports);

    assertThat(reports.resolve("gradebook/Grades.csv")).content().contains("Participant 7,4.25,8,");
    assertThat(reports.resolve("gradebook/notes.txt"))
        .content()
        .contains("has grades for 1 of 2", "no line is about them: 99");
    assertThat(book).content().contains("Participant 7,,8,-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                       | Grades.csv: The grade book is neither
          Identifier,Grade,Last modified (grade)   | Grades.csv: The grade book has a header only
          name,points/jane,                        | Its columns are: name, points.
          jane/joe                                 | Its columns are: jane.
          Student,ID,Section/Doe,1,A               | neither a grading worksheet of Moodle
          Grade,Last modified (grade)/,-           | neither a grading worksheet of Moodle
          a\0b/c                                   | The grade book is not UTF-8
          Student,ID,Section,A (1)/Doe,7,S,/Roe,7,S, | lines 2 and 3 of the grade book are both about "7" (ID). Remove one
          Student,ID,Section,A (1)/Doe,7,S          | Line 2 of the grade book has 3 cells, and the column "A (1)" is cell 4
          Student,ID,Section,A (1),B (2)/Doe,7,S,,  | Which column of the grade book is the assignment?
          Identifier,Grade,Grade,Last modified (grade)/Participant 1,,,- | two columns "Grade". Rename the one
          Student,ID,Section,A (1)/Doe, J,7,S,3     | Line 2 of the grade book has 5 cells, and the header has 4. Is a quotation mark missing?
          Student,ID,Section,A (1)/"Doe,7,S,        | Line 2 of the grade book begins a cell with a quotation mark that is never closed
          """)
  void aFileThatIsNoGradeBookIsRefusedBeforeAnythingIsGraded(String text, String says)
      throws IOException {
    Path book = gradebook(text.replace("/", "\n").replace("\\0", "\0"));

    assertThatThrownBy(listener("gradebook", book.toString())::begin)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aGradeBookThatCantBeFilledInCostsNoGrade() throws IOException {
    Path book =
        gradebook("Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,100,-\n");
    listener("gradebook", book.toString())
        .gradeWritten(
            SampleGrades.grade(
                SampleGrades.submission("7", SampleGrades.tasks(), SampleGrades.results())),
            reports);

    assertThat(reports.resolve("gradebook/Grades.csv")).doesNotExist();
    assertThat(reports.resolve("gradebook/notes.txt"))
        .hasContent(
            "error: Grades.csv: The full mark is 100 in the grade book and 8 in the rubric. Set both to the"
                + " same number. The grade itself is in %s."
                    .formatted(reports.resolve("grade.json")));
    assertThat(reports.resolve("grades.csv")).exists();
  }

  @Test
  void aGradeBookThatCantBeFilledInIsToldByTheExitStatus() throws IOException {
    Path book =
        gradebook("Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,8,-\n");
    FormatListener filled = gradedInto(book, "7");
    FormatListener nobody = gradedInto(book, "lab7");

    assertThat(filled.exitStatus(0)).isZero();
    assertThat(nobody.exitStatus(0)).isEqualTo(2);
    assertThat(nobody.exitStatus(1)).isEqualTo(2);
    assertThat(nobody.exitStatus(3)).isEqualTo(3);
    assertThat(reports.resolve("gradebook/Grades.csv")).doesNotExist();
    assertThat(reports.resolve("gradebook/notes.txt"))
        .content()
        .contains("No line is about lab7", "--submission ID");
  }

  private FormatListener gradedInto(Path book, String submission) {
    FormatListener listener = listener("gradebook", book.toString());
    listener.gradeWritten(
        SampleGrades.grade(
            SampleGrades.submission(submission, SampleGrades.tasks(), SampleGrades.results())),
        reports);
    return listener;
  }

  @Test
  void anotherFullMarkThanTheRubricsIsRefusedBeforeAnythingIsGraded() throws IOException {
    Path book =
        gradebook("Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,100,-\n");

    assertThatThrownBy(listener("gradebook", book.toString(), "rubric", "lab15-s26")::begin)
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Grades.csv: The full mark is 100 in the grade book and 10 in the rubric. Set both to the same number.");
  }

  @Test
  void theGradeBookThatWasFilledInIsNotTakenForTheDownload() throws IOException {
    Path book = Files.createDirectories(reports.resolve("gradebook")).resolve("Grades.csv");
    Files.writeString(book, "Identifier,Grade,Last modified (grade)\nParticipant 7,,-\n");

    assertThatThrownBy(listener("gradebook", book.toString(), "reports", reports.toString())::begin)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Give the one that you downloaded");
    assertThat(book).exists();
  }

  @Test
  void aFolderIsNoGradeBook() {
    assertThatThrownBy(listener("gradebook", reports.toString())::begin)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("can't be read");
  }
}
