package io.github.statefulsetlab.report.allure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and by what a run's results were made, in the files that Allure's first page reads.
 *
 * @see <a href="https://allurereport.org/docs/how-it-works-environment-file/">Environment files</a>
 * @see <a href="https://allurereport.org/docs/how-it-works-executor-file/">Executor files</a>
 */
final class AllureEnvironment {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);

  private final Path results;
  private final Map<String, String> known = new TreeMap<>();

  /** Of results that go into this folder. */
  AllureEnvironment(Path results) {
    this.results = results;
  }

  /** Says of which submissions the results are. */
  void begin(List<String> submissions) throws IOException {
    RunHistory.claim(results, submissions);
  }

  /** A fact that the first page shows in a table. */
  synchronized void put(String name, String value) {
    known.put(name, value);
    List<String> lines =
        known.entrySet().stream()
            .map(fact -> fact.getKey().replace(" ", "\\ ") + " = " + fact.getValue())
            .toList();
    try {
      Files.write(results.resolve("environment.properties"), lines);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What ran the suite, and when. */
  void ranBy(String harness, Instant begun, ZoneId zone) {
    Map<String, String> executor =
        new TreeMap<>(
            Map.of(
                "name",
                "statefulset-lab " + harness,
                "type",
                "statefulset-lab",
                "buildName",
                WHEN.format(begun.atZone(zone))));
    try {
      Files.write(results.resolve("executor.json"), new ObjectMapper().writeValueAsBytes(executor));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException("Can't write to " + results + ".", cause);
  }
}
