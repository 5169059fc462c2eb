package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.chart.FileTrees;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When each behaviour of a run was finished, in seconds from its start, kept until the next run of
 * the same kind: from them that one tells how long it will take.
 */
final class RunTimes {

  /** No run was there before, and this one is not kept. */
  static final RunTimes NONE = new RunTimes(Path.of(""), "", Map.of());

  private final Path folder;
  private final String file;
  private final Map<String, Double> before;
  private final Map<String, Double> now = new ConcurrentHashMap<>();

  private RunTimes(Path folder, String file, Map<String, Double> before) {
    this.folder = folder;
    this.file = file;
    this.before = Map.copyOf(before);
  }

  /**
   * Those of the last run of this kind; nothing where there was none.
   *
   * @param kind what decides how long a run takes, in any words
   */
  static RunTimes of(Path folder, String kind) {
    String name = Integer.toHexString(kind.hashCode()) + ".properties";
    return new RunTimes(folder, name, read(folder.resolve(name)));
  }

  private static Map<String, Double> read(Path file) {
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties stored = new Properties();
      stored.load(reader);
      return stored.stringPropertyNames().stream()
          .collect(
              Collectors.toMap(name -> name, name -> Double.valueOf(stored.getProperty(name))));
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  void finished(String behaviour, double seconds) {
    now.merge(behaviour, seconds, Math::max);
  }

  int done() {
    return now.size();
  }

  /** How many there will be, as far as the last run tells; 0 if nothing is known. */
  int expected() {
    return before.isEmpty() ? 0 : Math.max(before.size(), now.size());
  }

  /** When the last run would have ended that still had to do what is not done now; 0 if unknown. */
  double end() {
    return before.entrySet().stream()
        .filter(finished -> !now.containsKey(finished.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** For the next run; nobody fails where that can't be kept. */
  void keep() {
    String lines =
        new TreeMap<>(now)
            .entrySet().stream()
                .map(finished -> finished.getKey() + "=" + finished.getValue() + "\n")
                .collect(Collectors.joining());
    try {
      FileTrees.replace(folder, file, lines);
    } catch (IOException e) {
      // The next run tells no estimate.
      return;
    }
  }
}
