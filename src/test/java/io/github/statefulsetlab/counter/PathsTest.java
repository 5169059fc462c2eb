package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {

  @Test
  void areTheCountersOwnUnlessTheEnvironmentSaysOtherwise() {
    assertThat(Paths.from(Map.of("LIVENESS_PATHS", " ")))
        .isEqualTo(
            new Paths(
                "/", "/visits", List.of("/healthz"), List.of("/readyz"), List.of("/startupz")));
  }

  @Test
  void canBeThoseOfAnotherApp() {
    Map<String, String> env =
        Map.of(
            "VISIT_PATH", "/hit",
            "COUNT_PATH", "/count",
            "LIVENESS_PATHS", "/ping, /",
            "READINESS_PATHS", "/ready",
            "STARTUP_PATHS", "/started");

    assertThat(Paths.from(env))
        .isEqualTo(
            new Paths(
                "/hit", "/count", List.of("/ping", "/"), List.of("/ready"), List.of("/started")));
  }

  @ParameterizedTest
  @CsvSource({
    "VISIT_PATH, visits, VISIT_PATH",
    "VISIT_PATH, /faults/hang, /faults",
    "COUNT_PATH, /, VISIT_PATH",
    "LIVENESS_PATHS, '/a,b', LIVENESS_PATHS",
    "LIVENESS_PATHS, '/a,/a', LIVENESS_PATHS",
    "READINESS_PATHS, /healthz, LIVENESS_PATHS",
    "STARTUP_PATHS, /metrics, /metrics",
    "COUNT_PATH, /visits?all, COUNT_PATH",
  })
  void areRefusedWhenTheyCantBeServed(String variable, String value, String inMessage) {
    assertThatThrownBy(() -> Paths.from(Map.of(variable, value)))
        .isInstanceOf(BadConfig.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(inMessage);
  }
}
