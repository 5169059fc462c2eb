package io.github.statefulsetlab.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * All verdicts of a self-test, a line each: criterion, submission and verdict with tabs between, in
 * alphabetical order. {@code bench/flakes} compares such files.
 */
final class VerdictTable {

  private static final Path FOLDER = Path.of("target", "self-test");

  private final Set<String> lines = new ConcurrentSkipListSet<>();

  /**
   * @param submission as people know it, the same in each run
   */
  void add(String submission, SuiteRun run) {
    run.observations()
        .keySet()
        .forEach(id -> lines.add(String.join("\t", id, submission, run.verdict(id).name())));
  }

  /** Adds what came of each submission of a chart. */
  void addAll(String chart, Map<String, SuiteRun> runs) {
    runs.forEach(
        (submission, run) -> add(submission.equals(chart) ? chart : chart + "/" + submission, run));
  }

  /**
   * @param name of the file in {@code target/self-test}
   * @throws IOException if it can't be written
   */
  void write(String name) throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name), lines);
  }
}
