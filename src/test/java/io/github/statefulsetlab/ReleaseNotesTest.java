package io.github.statefulsetlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs the script that a release takes its notes from. */
@DisplayName("The notes of a release")
class ReleaseNotesTest {

  private record Run(int status, String output) {}

  private static Run notes(String version) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "ci/release-notes", version).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  @Test
  void areTheChangelogsSectionAboutIt() throws Exception {
    Run first = notes("0.1.0");

    assertThat(first.status()).isZero();
    assertThat(first.output()).contains("### Added").contains("`./lab grade`");
    assertThat(first.output()).doesNotContain("## [");
  }

  @Test
  void haveToBeThere() throws Exception {
    Run unknown = notes("9.9.9");

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.output()).contains("no section [9.9.9]");
    assertThat(notes("0.1").status()).as("a part of a version").isEqualTo(2);
  }
}
