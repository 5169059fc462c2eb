package io.github.statefulsetlab.report.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where results were made")
class AllureEnvironmentTest {

  @TempDir Path folder;

  /** Properties end a name at its first space. */
  @Test
  void isATableOfNamesAndValues() throws IOException {
    AllureEnvironment environment = new AllureEnvironment(folder);

    environment.put("Kubernetes", "v1.36.3");
    environment.put("Counter image", "sha256:0");

    Properties read = new Properties();
    try (Reader file = Files.newBufferedReader(folder.resolve("environment.properties"))) {
      read.load(file);
    }
    assertThat(read).hasSize(2).containsEntry("Counter image", "sha256:0");
  }

  @Test
  void isToldWithTheVersionOfTheHarnessAndTheTime() throws IOException {
    new AllureEnvironment(folder)
        .ranBy("2.0", Instant.parse("2026-11-27T17:05:33Z"), ZoneOffset.UTC);

    assertThat(folder.resolve("executor.json"))
        .hasContent(
            """
            {"buildName":"27 November 2026, 17:05 Z","name":"statefulset-lab 2.0",\
            "type":"statefulset-lab"}""");
  }

  @Test
  void namesTheFolderThatCannotBeWrittenTo() {
    AllureEnvironment environment = new AllureEnvironment(folder.resolve("none"));

    assertThatThrownBy(() -> environment.put("Kubernetes", "v1.36.3"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
