package io.github.statefulsetlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeMarkdown;
import io.github.statefulsetlab.grading.format.Format;
import io.github.statefulsetlab.grading.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs read these files, and two runs are compared by them. */
@Isolated("the locale is that of the whole process")
@DisplayName("On a machine with another locale")
class OtherLocalesTest {

  private static final Map<String, String> CLASSROOM =
      Map.of(
          "CLASSROOM", "devops",
          "ASSIGNMENT", "lab15",
          "SUBMISSION_TAG", "submit/1",
          "COMMIT_URL", "https://example.com/commit",
          "RELEASE_URL", "https://example.com/release");

  private final Locale before = Locale.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG", "th-TH-u-nu-thai"})
  void everyFileOfAGradeIsTheSame(String tag) throws IOException {
    Map<String, String> expected = files(Locale.ROOT, folder.resolve("root"));
    Map<String, String> actual = files(Locale.forLanguageTag(tag), folder.resolve("other"));

    assertThat(expected).containsKeys("grade.json", "grade.md", "grades.csv", "junit.xml");
    assertThat(actual).containsExactlyEntriesOf(expected);
  }

  private static Map<String, String> files(Locale locale, Path reports) throws IOException {
    Locale.setDefault(locale);
    Grade grade =
        SampleGrades.grade(
            SampleGrades.rubric(),
            SampleGrades.withPoints(
                SampleGrades.submission("alice", SampleGrades.oneOfEach(), "A note.")));
    SampleGrades.page(reports, grade);
    Files.writeString(reports.resolve("grade.md"), GradeMarkdown.write(grade));
    new Formats(EnumSet.allOf(Format.class), CLASSROOM, new Formats.Places("", "reports/"), true)
        .write(grade, reports);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(reports)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(reports.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
