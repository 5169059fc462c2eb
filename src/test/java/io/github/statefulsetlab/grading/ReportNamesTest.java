package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

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

  @ParameterizedTest
  @CsvSource({"teacher, -teacher", "GitHub, -GitHub", "history, -history", "alice, alice"})
  void aSubmissionIsNotTakenForWhatLiesBesideIt(String id, String folder) {
    assertThat(ReportNames.ofSubmission(id)).isEqualTo(folder);
  }
}
