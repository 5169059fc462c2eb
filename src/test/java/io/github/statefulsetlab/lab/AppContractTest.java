package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppContractTest {

  private static final String YAML =
      """
      port: 5000
      visitPath: /hit
      countPath: /hits
      file: /srv/counts/hits
      """;

  private final Path folder;

  AppContractTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void saysHowTheAppBehaves() throws IOException {
    assertThat(read(YAML + "faults: true\n"))
        .isEqualTo(new AppContract(5000, "/hit", "/hits", "/srv/counts/hits", true));
  }

  @Test
  void anAppHasNoFaultSwitchesUnlessItSaysSo() throws IOException {
    assertThat(read(YAML).hasFaults()).isFalse();
  }

  @Test
  void fileAndFolderAreToldApart() throws IOException {
    assertThat(read(YAML).folder()).isEqualTo("/srv/counts");
    assertThat(read(YAML).fileName()).isEqualTo("hits");
    assertThat(read(YAML.replace("/srv/counts", "")).folder()).isEqualTo("/");
  }

  @Nested
  class OfAChart {

    private final Path given = folder.resolve("chart");
    private final Chart chart = new Chart(given, given, "x", "1", "1");

    OfAChart() throws IOException {
      Files.createDirectories(chart.folder());
    }

    @Test
    void isUnknownWithoutAFile() {
      assertThat(AppContract.of(chart)).isEmpty();
    }

    @Test
    void liesBesideTheChart() throws IOException {
      Files.writeString(folder.resolve("lab.yaml"), YAML);

      assertThat(AppContract.of(chart)).get().returns(5000, AppContract::port);
    }

    @Test
    void liesRatherInTheChart() throws IOException {
      Files.writeString(folder.resolve("lab.yaml"), YAML);
      Files.writeString(chart.folder().resolve("lab.yaml"), YAML.replace("5000", "8080"));

      assertThat(AppContract.of(chart)).get().returns(8080, AppContract::port);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 5000            | port: 70000      | port is '70000'",
        "port: 5000            | port: web        | port: it must be a whole number",
        "visitPath: /hit       | visitPath: hit   | visitPath is 'hit'",
        "file: /srv/counts/hits| file: /srv/      | file is '/srv/'",
        "file: /srv/counts/hits| faults: maybe    | faults: it must be true or false",
        "countPath: /hits      | faults: false    | countPath: it is missing",
      })
  void isRefusedWithFileAndField(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(YAML.replace(right, wrong)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lab.yaml")
        .hasMessageContaining(message);
  }

  private AppContract read(String yaml) throws IOException {
    return AppContract.read(Files.writeString(folder.resolve("lab.yaml"), yaml));
  }
}
