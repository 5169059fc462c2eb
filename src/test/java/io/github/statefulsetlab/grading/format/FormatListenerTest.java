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
            "Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,8,-\nParticipant 8,,8,-\n");
    listener("gradebook", book.toString())
        .gradeWritten(
            SampleGrades.grade(
                SampleGrades.submission("7", SampleGrades.tasks(), SampleGrades.results()),
                SampleGrades.submission("99", SampleGrades.tasks(), SampleGrades.results())),
            reports);

    assertThat(reports.resolve("gradebook/Grades.csv")).content().contains("Participant 7,4.25,8,");
    assertThat(reports.resolve("gradebook/notes.txt"))
        .content()
        .contains("has 1 grades", "no line is about them: 99");
    assertThat(book).content().contains("Participant 7,,8,-");
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
            "error: The full mark is 100 in the grade book and 8 in the rubric. Set both to the same number.");
    assertThat(reports.resolve("grades.csv")).exists();
  }
}
