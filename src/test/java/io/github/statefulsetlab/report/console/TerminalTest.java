package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.statefulsetlab.grading.Criterion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console on pseudo-terminals, which {@code script} of util-linux makes. */
@DisplayName("On a terminal no line is longer than the screen")
@Execution(ExecutionMode.CONCURRENT)
class TerminalTest {

  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Pattern INK = Pattern.compile("\033\\[[0-9;]*[mK]");

  @TempDir Path folder;

  @BeforeAll
  static void needsScript() {
    assumeThat(SCRIPT).as("script of util-linux").isExecutable();
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {60, 80, 200})
  void everyLineFits(int columns) throws Exception {
    String printed = onATerminal("stty cols " + columns, "", "");

    assertThat(shown(printed)).allMatch(line -> line.length() < columns);
    assertThat(verdicts(printed)).isEqualTo(Criterion.all().size());
  }

  @Test
  void alsoAfterTheScreenWasMadeSmaller() throws Exception {
    String printed =
        onATerminal(
            "stty cols 200",
            """
            until grep -q checked '%s'; do sleep 0.1; done
            stty cols 60 </dev/tty
            sleep 1
            touch '%s'
            """
                .formatted(printed(), goOn()),
            "'%s'".formatted(goOn()));

    List<String> lines = shown(printed);
    assertThat(lines).anyMatch(line -> line.length() > 100);
    assertThat(lines)
        .filteredOn(line -> line.contains("PASS"))
        .hasSameSizeAs(Criterion.all().keySet())
        .allMatch(line -> line.length() < 60);
  }

  @Test
  void withoutColoursWhereNobodyWantsThem() throws Exception {
    assertThat(onATerminal("stty cols 80", "", "")).contains("\033[32mPASS");
    assertThat(onATerminal("stty cols 80; color=false", "", "")).doesNotContain("\033[32m");
  }

  private static long verdicts(String printed) {
    return printed.lines().filter(line -> line.contains("PASS")).count();
  }

  /** All that ever stood in a line. */
  private static List<String> shown(String printed) {
    return printed
        .lines()
        .flatMap(line -> Arrays.stream(line.split("\r")))
        .map(line -> INK.matcher(line).replaceAll(""))
        .toList();
  }

  private Path printed() {
    return folder.resolve("printed");
  }

  private Path goOn() {
    return folder.resolve("go-on");
  }

  private String onATerminal(String before, String meanwhile, String arguments) throws Exception {
    Path program = folder.resolve("run-" + Math.abs(before.hashCode()));
    Files.writeString(
        program,
        """
        color=true
        %s
        '%s' -XX:TieredStopAtLevel=1 -Dlab.terminal=true -Dlab.color=$color -cp '%s' %s %s &
        %s
        wait $!
        """
            .formatted(
                before,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                TerminalScenario.class.getName(),
                arguments,
                meanwhile));
    return run(List.of(SCRIPT.toString(), "-qefc", "bash " + program, "/dev/null"));
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(printed().toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(printed(), StandardCharsets.UTF_8);
  }
}
