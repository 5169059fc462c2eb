package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportNamesTest {

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "storage.claims-bound, storage.claims-bound",
    "../../etc/passwd, --..-etc-passwd",
    "., -",
    ".., -",
    "a/b\\c, a-b-c",
    "lab., lab-",
    "nul, -nul",
    "CON.txt, -CON.txt",
    "com1, -com1",
    "console, console",
    "'', -",
  })
  void aNameStaysInItsFolderOnEverySystem(String name, String safe) {
    assertThat(ReportNames.safe(name)).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jane Doe_12345", "é", "a\nb", "::error::", "{\"scores\"}"})
  void onlyLettersOfEveryFileSystemAreLeft(String name) {
    assertThat(ReportNames.safe(name)).matches("[A-Za-z0-9._-]+");
  }

  @Test
  void eachSubmissionHasAFolderOfItsOwn() {
    List<String> ids =
        List.of(
            "a-b", "a/b", "a b", "a:b", "é", "ü", "😀", "שלום", "x".repeat(300), "x".repeat(301));
    List<String> folders = ids.stream().map(ReportNames::ofSubmission).toList();

    assertThat(folders)
        .doesNotHaveDuplicates()
        .allSatisfy(folder -> assertThat(folder).matches("[A-Za-z0-9._@-]{1,120}"));
    assertThat(ReportNames.ofSubmission("jane@example.com")).isEqualTo("jane@example.com");
    assertThat(ReportNames.ofSubmission("12345")).isEqualTo("12345");
  }

  @ParameterizedTest
  @CsvSource({"teacher, -teacher", "GitHub, -GitHub", "history, -history", "alice, alice"})
  void aSubmissionIsNotTakenForWhatLiesBesideIt(String id, String folder) {
    assertThat(ReportNames.ofSubmission(id)).isEqualTo(folder);
  }
}
