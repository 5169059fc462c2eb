package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.intake.ChartGuard;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What charts try")
class AttacksTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "attacks");
  private static final Path SECURITY = Path.of("SECURITY.md");
  private static final Path AT_RUN_TIME = FOLDER.resolveSibling("attacks-at-run-time");
  private static final String TABLE = "(?s)(<!-- %s -->\n).*(<!-- end of %s -->)";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String NAMESPACE = "lab";
  private static final String KUBERNETES = "v1.36.3";
  private static final HelmRunner HELM = new HelmRunner();

  record Attack(String name, JsonNode says) {

    static Attack read(Path folder) throws IOException {
      return new Attack(
          folder.getFileName().toString(), YAML.readTree(folder.resolve("attack.yaml").toFile()));
    }

    Path chart() {
      return FOLDER.resolve(name).resolve("chart");
    }

    Optional<String> text(String field) {
      return Optional.ofNullable(says.path(field).textValue());
    }

    Tenancy tenancy() {
      return text("cluster").isPresent() ? Tenancy.SHARED : Tenancy.OWN;
    }

    String rendered(HelmRunner helm, Chart chart) {
      int revision = says.path("revision").asInt(1);
      return helm.template(chart, Values.NONE, "web", NAMESPACE, KUBERNETES, revision);
    }

    void grade(HelmRunner helm, Tenancy tenancy) {
      Chart chart = ChartGuard.admit(chart(), Optional.empty());
      ManifestGuard.check(
          Manifests.parse(rendered(helm, chart)).requireComplete(), NAMESPACE, tenancy);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Attack> attacks() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      List<Attack> attacks = new java.util.ArrayList<>();
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        attacks.add(Attack.read(folder));
      }
      return attacks;
    }
  }

  @AfterAll
  static void stopsHelm() {
    HELM.close();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void areRealWithoutTheGuard(Attack attack) {
    Chart unguarded = Chart.read(attack.chart());
    attack
        .text("renders")
        .ifPresent(text -> assertThat(attack.rendered(HELM, unguarded)).contains(text));
    attack
        .text("fails")
        .ifPresent(
            text ->
                assertThat(catchThrowable(() -> attack.rendered(HELM, unguarded)))
                    .hasMessageContaining(text));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void areRefusedByName(Attack attack) {
    Throwable refusal = catchThrowable(() -> attack.grade(HELM, attack.tenancy()));

    if (attack.text("refused").isEmpty()) {
      assertThat(refusal).isNull();
      return;
    }
    assertThat(refusal).isInstanceOf(ChartException.class);
    assertThat(attack.text("refused").orElseThrow().split("\\|"))
        .anySatisfy(words -> assertThat(refusal.getMessage()).contains(words));
    if (attack.tenancy() == Tenancy.SHARED) {
      assertThat(catchThrowable(() -> attack.grade(HELM, Tenancy.OWN))).isNull();
    }
  }

  @Test
  void areListed() throws IOException {
    String table =
        attacks().stream()
            .map(
                attack ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            attack.name(), attack.text("what").orElseThrow(), outcome(attack)))
            .collect(Collectors.joining());
    String head = "| Attack | What it tries | What comes of it |\n|---|---|---|\n";
    String now = Files.readString(SECURITY);
    String expected =
        withTable(withTable(now, "attacks", head + table), "attacks at run time", atRunTime());
    if (Boolean.getBoolean("lab.update")) {
      Files.writeString(SECURITY, expected);
    }

    assertThat(SECURITY)
        .as("generated: ./mvnw test -Dtest=AttacksTest -Dlab.update=true")
        .hasContent(expected);
  }

  /** Each is tried by {@link RunTimeAttacksIT}. */
  private static String atRunTime() throws IOException {
    StringBuilder table = new StringBuilder("| Attack | What it does |\n|---|---|\n");
    try (Stream<Path> folders = Files.list(AT_RUN_TIME)) {
      for (Path folder : folders.sorted().toList()) {
        String what = YAML.readTree(folder.resolve("attack.yaml").toFile()).path("what").asText();
        table.append("| `%s` | %s |%n".formatted(folder.getFileName(), what));
      }
    }
    return table.toString();
  }

  private static String withTable(String page, String name, String table) {
    return Pattern.compile(TABLE.formatted(name, name))
        .matcher(page)
        .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(2)));
  }

  private static String outcome(Attack attack) {
    if (attack.text("refused").isEmpty()) {
      return "finds nothing";
    }
    return attack.tenancy() == Tenancy.SHARED
        ? "refused by name on a cluster that others use"
        : "refused by name";
  }
}
