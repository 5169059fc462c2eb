package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.helm.ManifestFuzz.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few charts each time; {@code bench/fuzz} tries them for as long as it is told. */
@DisplayName("What client-go creates")
class ManifestFuzzTest {

  private static final long SEED = Long.getLong("lab.seed", 1);
  private static final int CHARTS = 25;
  private static final Duration TIME = Duration.ofMinutes(Long.getLong("lab.fuzz.minutes", 0));
  private static final Path FINDINGS = Path.of("target", "fuzz");

  private @TempDir Path folder;

  private static String template(long seed) {
    return new OddManifests(new Random(seed)).next();
  }

  @Test
  void isWhatTheGuardHasSeen() throws IOException {
    Instant end = Instant.now().plus(TIME);
    Map<String, Integer> sum = new TreeMap<>();
    List<Path> found = new ArrayList<>();
    try (ManifestFuzz fuzz = new ManifestFuzz(folder)) {
      for (int i = 0; i < CHARTS || Instant.now().isBefore(end); i++) {
        String template = template(SEED + i);
        Outcome outcome = fuzz.of(template);
        sum.merge(outcome.what(), 1, Integer::sum);
        if (outcome.finding().isPresent()) {
          found.add(keep(SEED + i, template, outcome.finding().orElseThrow()));
        }
      }
    }
    Files.writeString(Files.createDirectories(FINDINGS).resolve("summary.txt"), text(sum));

    assertThat(found)
        .as("templates that mean one thing to the guard and another one to Helm")
        .isEmpty();
    assertThat(sum).as("charts that were installed").containsKey(ManifestFuzz.SAME);
  }

  private static Path keep(long seed, String template, String finding) throws IOException {
    Files.createDirectories(FINDINGS);
    Files.writeString(FINDINGS.resolve(seed + ".yaml"), template);
    return Files.writeString(FINDINGS.resolve(seed + ".txt"), finding + "\n");
  }

  private static String text(Map<String, Integer> sum) {
    return sum.entrySet().stream()
        .map(each -> "%6d  %s%n".formatted(each.getValue(), each.getKey()))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000_000_007L})
  void isMadeOfTheSameTemplateForTheSameSeed(long seed) {
    assertThat(template(seed)).isEqualTo(template(seed)).isNotEqualTo(template(seed + 1));
  }
}
