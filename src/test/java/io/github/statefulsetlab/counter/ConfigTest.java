package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  @Test
  void hasADefaultForEverything() {
    assertThat(Config.from(Map.of()))
        .isEqualTo(
            new Config(
                8000,
                Path.of("/data"),
                false,
                "visits.txt",
                "unknown",
                false,
                true,
                false,
                Duration.ZERO,
                Duration.ZERO,
                Paths.from(Map.of())));
  }

  @Test
  void takesAnEmptyVariableAsUnset() {
    assertThat(Config.from(Map.of("PORT", "", "POD_NAME", " ", "HOSTNAME", "web-0")))
        .returns(8000, Config::port)
        .returns("web-0", Config::pod);
  }

  @Test
  void readsEveryVariable() {
    Map<String, String> env =
        Map.of(
            "PORT", "5000",
            "DATA_DIR", "/app/data",
            "VISITS_FILE", "visits",
            "CREATE_DATA_DIR", "true",
            "POD_NAME", "web-1",
            "FAULTS", "enabled",
            "GROUP_COMMIT", "off",
            "LOG_REQUESTS", "true",
            "DRAIN_SECONDS", "2",
            "START_DELAY_SECONDS", "30");

    assertThat(Config.from(env))
        .isEqualTo(
            new Config(
                5000,
                Path.of("/app/data"),
                true,
                "visits",
                "web-1",
                true,
                false,
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Paths.from(Map.of())));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "PORT, http",
    "PORT, -1",
    "PORT, 65536",
    "PORT, 99999999999",
    "PORT, 80.5",
    "VISITS_FILE, /data/visits.txt",
    "VISITS_FILE, ..",
    "FAULTS, yes",
    "GROUP_COMMIT, true",
    "LOG_REQUESTS, on",
    "DRAIN_SECONDS, 2s",
    "START_DELAY_SECONDS, 3601"
  })
  void namesTheVariableItsValueAndTheRemedy(String variable, String value) {
    assertThatThrownBy(() -> Config.from(Map.of(variable, value)))
        .isInstanceOf(BadConfig.class)
        .hasMessageStartingWith(variable + "=\"" + value + "\" can't be used: it must be ");
  }
}
