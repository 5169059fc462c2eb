package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTimesTest {

  @TempDir Path folder;

  private RunTimes lastRun() {
    RunTimes run = RunTimes.of(folder, "core");
    run.finished("dns.pod-fqdn", 12);
    run.finished("probes.liveness-restarts", 30);
    run.keep();
    return RunTimes.of(folder, "core");
  }

  private static String status(RunTimes times, double seconds, String... running) {
    return new StatusLine(times, "starting a cluster", List.of(running)).at(seconds);
  }

  @Test
  void theLastRunTellsHowLongThisOneTakes() {
    RunTimes now = lastRun();

    assertThat(status(now, 2)).isEqualTo("   2.0 s  about 28 s left, starting a cluster");
    assertThat(status(now, 10, "dns.pod-fqdn", "probes.liveness-restarts"))
        .isEqualTo(
            "  10.0 s  about 20 s left, 0 of 2 checked: dns.pod-fqdn, probes.liveness-restarts");

    now.finished("probes.liveness-restarts", 11);
    assertThat(status(now, 11.5, "dns.pod-fqdn"))
        .isEqualTo("  11.5 s  a moment left, 1 of 2 checked: dns.pod-fqdn");
    assertThat(status(now, 13)).isEqualTo("  13.0 s  a moment left, 1 of 2 checked");
  }

  @Test
  void aRunThatTakesLongerThanTheLastSaysNothingWrong() {
    assertThat(status(lastRun(), 45, "probes.liveness-restarts"))
        .isEqualTo("  45.0 s  0 of 2 checked: probes.liveness-restarts");
  }

  @Test
  void theFirstRunOfItsKindTellsNoEstimate() {
    lastRun();

    assertThat(status(RunTimes.of(folder, "all"), 3, "dns.pod-fqdn"))
        .isEqualTo("   3.0 s  0 checked: dns.pod-fqdn");
  }

  @Test
  void aFileThatIsNotOfThisKindIsNotBelieved() throws IOException {
    lastRun();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "dns.pod-fqdn=soon\n");
      }
    }

    assertThat(RunTimes.of(folder, "core").expected()).isZero();
  }
}
