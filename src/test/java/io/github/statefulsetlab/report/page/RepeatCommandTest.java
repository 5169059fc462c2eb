package io.github.statefulsetlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.submission.HandIn;
import io.github.statefulsetlab.submission.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command that checks one promise alone")
class RepeatCommandTest {

  private static final String END = " --only dns.pod-fqdn --seed 42";
  private static final Path ELSEWHERE = Path.of("/srv/course");

  @TempDir private Path folder;
  @TempDir private Path key;
  private final Properties properties = new Properties();

  @BeforeEach
  void callFromTheFolder() {
    properties.setProperty("lab.called-from", folder.toString());
    properties.setProperty("lab.called-as", "./lab");
  }

  @Test
  void namesAProfileOfTheBundledChart() {
    assertThat(caller(settings(Optional.empty(), Values.NONE), "python-app"))
        .isEqualTo("./lab grade --profile python-app" + END);
  }

  @Test
  void namesFurtherChartsAndWhoseWorkItIs() {
    Settings settings =
        settings(
            Optional.of(folder.resolve("app")),
            Map.of("bonus", folder.resolve("bonus-app")),
            new HandIn(Optional.of("12345"), Optional.of("Jane Doe")),
            Values.NONE);

    assertThat(caller(settings, "12345"))
        .isEqualTo("./lab grade app --further-chart bonus=bonus-app --submission 12345" + END);
  }

  @Test
  void namesFilesAsTheyWereGiven() {
    Settings settings =
        settings(
            Optional.of(folder.resolve("work/my chart")),
            new Values(
                List.of(folder.resolve("work/values-dev.yaml"), ELSEWHERE.resolve("ours.yaml")),
                List.of("env[0].name=A,replicaCount=2")));

    assertThat(caller(settings, "my-chart"))
        .isEqualTo(
            "./lab grade 'work/my chart' --values work/values-dev.yaml --values"
                + " /srv/course/ours.yaml --set 'env[0].name=A,replicaCount=2'"
                + END);
    assertThat(reader(settings))
        .isEqualTo(
            "./lab grade 'work/my chart' --values work/values-dev.yaml --values ours.yaml"
                + " --set 'env[0].name=A,replicaCount=2'"
                + END);
  }

  @Test
  void tellsAReaderNothingOfTheMachineThatGraded() {
    properties.setProperty("lab.called-as", "/srv/course/lab");
    properties.setProperty("lab.rubric", rubricFile(key.resolve("key.yaml")));
    properties.setProperty("lab.root", ELSEWHERE.toString());
    Settings settings = settings(Optional.of(ELSEWHERE.resolve("alice/chart")), Values.NONE);

    assertThat(reader(settings)).isEqualTo("./lab grade chart" + END);
    assertThat(caller(settings, "chart"))
        .startsWith("/srv/course/lab grade /srv/course/alice/chart --root /srv/course --rubric /");
  }

  @Test
  void repeatsWhatWasSaidOfTheAppAndTheRubric() {
    properties.setProperty("lab.port", "8080");
    properties.setProperty("lab.count-path", "/visits?now");
    properties.setProperty("lab.file", " ");
    properties.setProperty("lab.build-network", "true");
    properties.setProperty("lab.only-named-images", "false");
    properties.setProperty("lab.rubric", "lab15-2026");

    assertThat(caller(settings(Optional.of(folder), Values.NONE), "chart"))
        .isEqualTo(
            "./lab grade . --port 8080 --count-path '/visits?now' --rubric lab15-2026"
                + " --build-network"
                + END);
  }

  @Test
  void namesARubricThatLiesBesideTheChart() {
    properties.setProperty("lab.rubric", rubricFile(folder.resolve("mine.yaml")));

    assertThat(reader(settings(Optional.of(folder.resolve("-chart")), Values.NONE)))
        .isEqualTo("./lab grade ./-chart --rubric mine.yaml" + END);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "a b", "$HOME", "`id`", "a;b", "\"q\"", "*", "~", "a\\b", "é"})
  void canBePastedIntoAShell(String name) throws Exception {
    String command =
        caller(settings(Optional.of(folder.resolve("charts").resolve(name)), Values.NONE), name);

    Process shell =
        new ProcessBuilder("bash", "-c", "printf '%s\\n' " + command)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .startsWith("./lab", "grade", "charts/" + name, "--only");
  }

  private String caller(Settings settings, String submission) {
    return RepeatCommand.forCaller(settings, properties, submission).forCriterion("dns.pod-fqdn");
  }

  private String reader(Settings settings) {
    return RepeatCommand.forReader(settings, properties, "chart").forCriterion("dns.pod-fqdn");
  }

  private static String rubricFile(Path file) {
    try {
      return Files.writeString(file, "").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Settings settings(Optional<Path> chart, Values values) {
    return settings(chart, Map.of(), HandIn.NONE, values);
  }

  private static Settings settings(
      Optional<Path> chart, Map<String, Path> further, HandIn handIn, Values values) {
    return Settings.builder()
        .chart(chart)
        .furtherCharts(further)
        .handIn(handIn)
        .values(values)
        .version("1.2.3")
        .seed(42)
        .build();
  }
}
