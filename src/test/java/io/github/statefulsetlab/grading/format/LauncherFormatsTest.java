package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.statefulsetlab.grading.format.reader.AutolabDriver;
import io.github.statefulsetlab.grading.format.reader.WorkflowCommands;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a Java that pretends to grade. */
@DisplayName("The launcher")
@Execution(ExecutionMode.CONCURRENT)
class LauncherFormatsTest {

  @TempDir Path folder;

  private Path summary;

  @BeforeEach
  void copy() throws IOException {
    copy(Path.of("lab"));
    if (Files.isDirectory(Path.of("launcher"))) {
      try (Stream<Path> parts = Files.walk(Path.of("launcher"))) {
        for (Path part : parts.filter(Files::isRegularFile).toList()) {
          copy(part);
        }
      }
    }
    for (String made : List.of("pom.xml", ".mvn", "app/src", "src/test")) {
      Files.createDirectories(folder.resolve(made));
    }
    compiles();
    summary = Files.writeString(folder.resolve("summary.md"), "before\n");
  }

  private void copy(Path file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.copy(file, folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** What Maven leaves behind where there is nothing to compile. */
  private void compiles() throws IOException {
    program(
        folder.resolve("mvnw"),
        """
        mkdir -p target/test-classes/launcher
        touch target/lab/classpath target/test-classes/launcher/suite.{env,jvm}
        """);
  }

  /** What Java does in place of grading. */
  private void java(String does) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    program(bin.resolve("javac"), "true");
    program(
        bin.resolve("java"),
        """
        if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"'; exit; fi
        mkdir -p reports
        echo '{"scores":{"One":100}} says a pod'
        echo '{"scores":{"One":100}}'
        echo 0 >target/lab/exit-status
        echo '{}' >reports/grade.json
        """
            + does);
  }

  private static void program(Path file, String does) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + does);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String grade(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(folder.resolve("lab").toString(), "grade", "--cluster", "kubeconfig"));
    command.addAll(List.of(options));
    Path printed = folder.resolve("printed");
    assertThat(start(command, printed).waitFor()).isZero();
    return Files.readString(printed);
  }

  private Process start(List<String> command, Path printed) throws IOException {
    return launcher(command).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
  }

  private ProcessBuilder launcher(List<String> command) {
    ProcessBuilder process = new ProcessBuilder(command);
    process.directory(folder.toFile());
    process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    process.environment().remove("CI");
    process.environment().put("GITHUB_STEP_SUMMARY", summary.toString());
    return process;
  }

  /** What a first run with these options says on standard error while Maven compiles. */
  private String saidWhileCompiling(String... options) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("target/lab/built"));
    List<String> command = new ArrayList<>(List.of(folder.resolve("lab").toString(), "grade"));
    command.addAll(List.of("--cluster", "kubeconfig"));
    command.addAll(List.of(options));
    Path said = folder.resolve("said");
    Process run =
        launcher(command)
            .redirectError(said.toFile())
            .redirectOutput(folder.resolve("printed").toFile())
            .start();
    assertThat(run.waitFor()).isZero();
    assertThat(folder.resolve("printed")).content().doesNotContain("ompiling");
    return Files.readString(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--verbose", "--json"})
  void saysInALogThatItCompilesButNotOnStandardOutput(String option) throws Exception {
    java("true");

    assertThat(saidWhileCompiling(option))
        .contains("Compiling the suite: about half a minute, only after a change");
    assertThat(grade(option)).as("where nothing has changed").doesNotContain("Compiling");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "--format=autolab"})
  void compilesInSilenceWhereNobodyIsToReadIt(String option) throws Exception {
    java("true");

    assertThat(saidWhileCompiling(option.split("="))).doesNotContain("ompiling");
  }

  @Test
  void archivesTheLibrariesClassesForTheNextRun() throws Exception {
    java(
        """
        printf '%s\n' "$*" >>jvm-options
        for option; do
          case $option in
            -XX:DumpLoadedClassList=*) printf '%s\n' a/Library io/github/statefulsetlab/Own '@lambda' >"${option#*=}" ;;
            -XX:SharedClassListFile=*) cp "${option#*=}" listed ;;
            -XX:SharedArchiveFile=*.new) touch "${option#*=}" ;;
          esac
        done
        """);
    grade();
    await().until(() -> !archives().isEmpty());
    grade();

    assertThat(Files.readString(folder.resolve("listed"))).isEqualTo("a/Library\n");
    assertThat(Files.readAllLines(folder.resolve("jvm-options")))
        .satisfiesExactly(
            first -> assertThat(first).contains("-XX:DumpLoadedClassList"),
            dump -> assertThat(dump).startsWith("-Xshare:dump "),
            second ->
                assertThat(second)
                    .contains("-XX:SharedArchiveFile=target/lab/" + archives().get(0))
                    .doesNotContain("-XX:DumpLoadedClassList"));
  }

  private List<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("target/lab"))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".jsa")).toList();
    }
  }

  /** Before the first line of a run there are only questions that somebody needs an answer to. */
  @Test
  void asksTheEngineNothingTwice() throws Exception {
    java("true");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    program(
        bin.resolve("docker"),
        "echo \"$*\" >>asked; [ \"$1\" != images ] || echo an-image; exit 0");
    ProcessBuilder process = launcher(List.of(folder.resolve("lab").toString(), "grade"));
    process.environment().merge("PATH", bin.toString(), (path, ours) -> ours + ":" + path);

    assertThat(process.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()))
        .satisfies(p -> assertThat(p.start().waitFor()).isZero());
    assertThat(
            Files.readAllLines(folder.resolve("asked")).stream()
                .takeWhile(a -> !a.startsWith("ps")))
        .contains("info", "images -q statefulset-lab/node")
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesASecondRunInTheSameFolderWhileTheFirstIsAlive() throws Exception {
    java("touch here; while [ ! -e stop ]; do sleep 0.1; done");
    List<String> command =
        List.of(folder.resolve("lab").toString(), "grade", "--cluster", "kubeconfig");
    Process first = start(command, folder.resolve("first"));
    await("the first run").until(() -> Files.exists(folder.resolve("here")));

    Path printed = folder.resolve("second");
    assertThat(start(command, printed).waitFor()).isEqualTo(2);
    assertThat(printed).content().contains("a run is under way in this folder already");

    Files.createFile(folder.resolve("stop"));
    assertThat(first.waitFor()).isZero();
    assertThat(start(command, printed).waitFor()).isZero();
  }

  @Test
  void doesNotWaitForARunThatWasKilled() throws Exception {
    java("true");
    Files.createDirectories(folder.resolve("target/lab"));
    Files.writeString(folder.resolve("target/lab/running"), "999999999");

    assertThat(grade()).contains("says a pod");
  }

  @Test
  void printsTheScoresLastForAutolabAndNothingThatAPodSaid() throws Exception {
    java(
        "mkdir -p reports/a/autolab; printf '{}\\n"
            + "{\"scores\":{\"One\":1}}\\n"
            + "' >reports/a/autolab/autolab.txt");

    String printed = grade("--format", "autolab");

    assertThat(AutolabDriver.scores(printed)).contains(Map.of("One", BigDecimal.ONE));
    assertThat(printed).doesNotContain("says a pod");
  }

  @Test
  void printsNoScoreForAutolabAfterAFault() throws Exception {
    java("true");

    assertThat(AutolabDriver.scores(grade("--format", "autolab"))).isEmpty();
  }

  @Test
  void givesGithubItsSummaryAndItsAnnotations() throws Exception {
    java(
        "mkdir -p reports/github; echo '# Grade' >reports/github/summary.md;"
            + " echo '::error title=a::b' >reports/github/annotations.txt");

    assertThat(WorkflowCommands.shown(grade("--format", "GitHub, gitlab"))).hasSize(1);
    assertThat(summary).hasContent("before\n# Grade\n");
  }

  @Test
  void saysWhatBecameOfAGradeBookAndOfOneThatCouldNotBeFilledIn() throws Exception {
    java("mkdir -p reports/gradebook; echo 'Grade book' >reports/gradebook/notes.txt");
    assertThat(grade()).contains("Grade book");

    java("mkdir -p reports/gradebook; echo 'error: x' >reports/gradebook/notes.txt");
    assertThat(grade("--json")).contains("error: x");
    assertThat(grade("--format", "autolab")).contains("error: x");
  }

  @Test
  void keepsCommasInPaths() throws Exception {
    java("printf '%s\\n' \"$@\"");
    Path values = Files.writeString(folder.resolve("a, b.yaml"), "");

    assertThat(grade("--values", values.toString(), "--values", values.toString()))
        .contains("-Dlab.values=%1$s,%1$s%n".formatted(values.toString().replace(",", "\\,")));
  }

  @Test
  void saysNothingToGithubThatNobodyAskedFor() throws Exception {
    java("mkdir -p reports/github; echo '::error title=a::b' >reports/github/annotations.txt");

    assertThat(WorkflowCommands.shown(grade())).isEmpty();
    assertThat(summary).hasContent("before\n");
  }
}
