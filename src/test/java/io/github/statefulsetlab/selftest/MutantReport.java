package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of what was found on which mutant, in {@code target/self-test/mutants.md}. */
final class MutantReport {

  private static final Path FILE = Path.of("target", "self-test", "mutants.md");

  private final List<String> rows = new ArrayList<>();
  private final List<String> stories = new ArrayList<>();

  void add(Mutant mutant, SuiteRun run) {
    List<String> failed =
        run.observations().keySet().stream()
            .filter(id -> run.verdict(id) == Verdict.FAIL)
            .sorted()
            .toList();
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %.1f |",
            mutant.name(),
            run.observations().size(),
            String.join(", ", failed),
            run.duration().toMillis() / 1000.0));
    mutant.skips().keySet().stream()
        .filter(run.observations()::containsKey)
        .map(id -> "%s: %s".formatted(mutant, run.story(id)))
        .forEach(stories::add);
  }

  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| Mutant | Checked | Failed | Seconds |");
    lines.add("|---|---|---|---|");
    lines.addAll(rows);
    if (!stories.isEmpty()) {
      lines.addAll(
          List.of("", "What is broken on a mutant through something else:", "", "```text"));
      lines.addAll(stories);
      lines.add("```");
    }
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, lines);
  }
}
