package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("./lab")
class LauncherHelpTest {

  private static final Path HELP = Path.of("launcher", "help");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

  private record Ended(int status, String said) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static Ended lab(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./lab"));
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new));
  }

  static List<String> commands() throws IOException {
    return Files.readAllLines(HELP.resolve("lab.txt")).stream()
        .map(Pattern.compile("^ {2}([a-z]+) {2,}.*")::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .toList();
  }

  @Nested
  class Help {

    static List<String> commands() throws IOException {
      return LauncherHelpTest.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tellsHowToUseACommand(String command) throws Exception {
      String help = Files.readString(HELP.resolve(command + ".txt"));

      assertThat(help)
          .startsWith("Usage: ./lab " + command)
          .containsPattern("Examples:\n( {2}\\S.*\n){2,}")
          .contains("Exit status: 0 ");
      assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
      assertThat(lab("help", command)).isEqualTo(new Ended(0, help));
      assertThat(lab(command, "--help")).isEqualTo(new Ended(0, help));
    }

    @Test
    void hasATextForEachCommandAndNoOther() throws IOException {
      try (Stream<Path> texts = Files.list(HELP)) {
        assertThat(texts.map(text -> text.getFileName().toString().replace(".txt", "")))
            .containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of("lab"), commands().stream()).toList());
      }
    }

    @ParameterizedTest
    @CsvSource({
      "grade,options.sh,parse_grade",
      "regrade,grades.sh,regrade_command",
      "try,grade.sh,parse_try",
      "play,play.sh,parse_play"
    })
    void namesTheOptionsThatAreRead(String command, String script, String function)
        throws IOException {
      String code = Files.readString(Path.of("launcher", script));
      String body = code.substring(code.indexOf("\n" + function + "() {"));
      Set<String> read = options(body.substring(0, body.indexOf("\n}\n")));

      assertThat(options(tableOf(command))).isEqualTo(read);
    }

    /** The first words of the lines that describe an option. */
    private static String tableOf(String command) throws IOException {
      return Files.readAllLines(HELP.resolve(command + ".txt")).stream()
          .filter(line -> line.startsWith("  --"))
          .map(line -> line.strip().replaceAll(" .*", " "))
          .reduce("", String::concat);
    }

    private static Set<String> options(String text) {
      Set<String> found = new TreeSet<>();
      for (Matcher m = OPTION.matcher(text); m.find(); ) {
        found.add(m.group());
      }
      return found;
    }
  }

  @Nested
  class AWrongWord {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "graed | unknown command graed. Did you mean grade? See ./lab help.",
          "xyzzy | unknown command xyzzy. See ./lab help.",
          "../lab | unknown command ../lab. See ./lab help.",
          "help ruric | unknown command ruric. Did you mean rubric? See ./lab help.",
          "rubric lst | unknown command lst. Did you mean list? See ./lab help rubric.",
          "grade --ony x | unknown option --ony. Did you mean --only? See ./lab help grade.",
          "grade --only storage.claim-bound | Did you mean storage.claims-bound?",
          "try parallell | there is no mutant parallell. Did you mean parallel?",
          "grade --further-chart bonus | --further-chart needs ROLE=CHART, such as bonus=../bonus-app, not bonus.",
          "grade --further-chart bonus=nowhere | there is no chart at nowhere.",
          "grade --further-chart bonus=charts/counter | --further-chart needs a rubric",
          "rubric list x | list takes nothing else. See ./lab help rubric.",
          "regrade --publish | unknown option --publish. Did you mean --published?",
          "completion csh | unknown shell csh. Did you mean",
        })
    void isToldWithTheNearestRightOne(String arguments, String says) throws Exception {
      Ended ended = lab(arguments.split(" ", -1));

      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.said()).startsWith("error: ").contains(says);
    }

    @Test
    void orNoneIsAnsweredWithTheCommands() throws Exception {
      assertThat(lab()).isEqualTo(new Ended(2, Files.readString(HELP.resolve("lab.txt"))));
    }
  }

  @Nested
  class Completion {

    @TempDir Path folder;

    private Path script(String shell) throws Exception {
      assumeTrue(run("bash", "-c", "command -v " + shell).status() == 0, shell);
      return Files.writeString(folder.resolve("completion"), lab("completion", shell).said());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "re | regrade",
          "grade --on | --only,--only-named-images",
          "grade --only storage.claim | storage.claims-bound,storage.claim-in-use",
          "grade --profile mos | moscow-time",
          "grade --rubric lab15-2 | lab15-2026",
          "rubric show lab14 | lab14-s25",
          "rubric s | show",
          "try ordered | ordered-ready",
          "help cle | clean",
          "grade --seed 1 | ''",
          "grade --submission '' | ''",
        })
    void inBash(String line, String completed) throws Exception {
      String words = line.replace(" ", "' '");
      String last = Integer.toString(line.split(" ", -1).length);
      Ended ended =
          run(
              "bash",
              "-c",
              "source '%s'; COMP_WORDS=(./lab '%s'); COMP_CWORD=%s; _statefulset_lab; IFS=,; echo \"${COMPREPLY[*]}\""
                  .formatted(script("bash"), words, last));

      assertThat(ended).isEqualTo(new Ended(0, completed + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
      "re,regrade",
      "grade --on,--only",
      "grade --only storage.claim,storage.claims-bound",
      "rubric show lab14,lab14-s25"
    })
    void inFish(String line, String completed) throws Exception {
      Ended ended =
          run(
              "fish",
              "--no-config",
              "-c",
              "source '%s'; complete -C './lab %s'".formatted(script("fish"), line));

      assertThat(ended.said().lines()).anyMatch(said -> said.matches(completed + "(\t.*)?"));
    }

    @ParameterizedTest
    @CsvSource({
      "re,'regrade:compute points again'",
      "grade --on,'--only:only this promise'",
      "grade --only sto,storage.claims-bound",
      "rubric show lab,lab14-s25"
    })
    void inZsh(String line, String completed) throws Exception {
      String shims =
          "compdef() { :; }; compadd() { print -l -- $@; }; _files() { :; }; _describe() { print -l"
              + " -- ${(P)2}; };";
      Ended ended =
          run(
              "zsh",
              "-f",
              "-c",
              "%s source '%s'; words=(./lab %s); CURRENT=$#words; _statefulset_lab"
                  .formatted(shims, script("zsh"), line));

      assertThat(ended.status()).isZero();
      assertThat(ended.said().lines()).anyMatch(said -> said.startsWith(completed));
    }

    @Test
    void needsAShell() throws Exception {
      assertThat(lab("completion").status()).isEqualTo(2);
    }
  }
}
