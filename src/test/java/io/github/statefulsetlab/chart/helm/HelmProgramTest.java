package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Operation;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With programs that say what Helm 3.22.0 and 4.3.0 were heard to say, and, where the environment
 * variable {@code HELM_PROGRAM} names one, with a Helm itself.
 */
@DisplayName("A Helm of one's own")
class HelmProgramTest {

  private static final String KUBERNETES = "v1.36.0";

  @TempDir Path folder;

  private Path program(String does) throws IOException {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + does + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Nested
  @DisplayName("is")
  class Named {

    @ParameterizedTest
    @ValueSource(strings = {"v4.3.0", "v3.22.0", "v3.22.0-rc.1", "v4.3"})
    void knownByItsVersion(String version) throws IOException {
      Path program = program("[ \"$1\" = version ] && echo " + version);

      assertThat(HelmProgram.at(program).version()).isEqualTo(version);
    }

    @Test
    void refusedWhereItIsNoHelm() throws IOException {
      assertRefused(folder.resolve("none"), "not a program that can be run");
      assertRefused(folder, "not a program that can be run");
      assertRefused(Files.writeString(folder.resolve("text"), "v4.3.0"), "can be run");
      assertRefused(program("echo v2.17.0"), "not Helm 3 or 4", "'v2.17.0'");
      assertRefused(program("exit 1"), "not Helm 3 or 4", "''");
    }

    private static void assertRefused(Path program, String... saying) {
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> HelmProgram.at(program))
          .withMessageContaining("--helm names " + program)
          .satisfies(e -> assertThat(e).hasMessageContainingAll(saying));
    }
  }

  @Nested
  @DisplayName("is asked")
  class Asked {

    private Reply reply(Operation operation, String does) throws IOException {
      Path program = program("printf '%s\\n' \"$@\" >" + folder.resolve("said") + "\n" + does);
      Path work = Files.createTempDirectory(folder, "work");
      return HelmCommandLine.in(work, program)
          .answer(
              HelmRequest.to(operation, "/charts/web")
                  .about("web", "lab")
                  .with(List.of(Path.of("/values.yaml")), List.of("a=b,c=d"))
                  .on(Path.of("/kubeconfig"), Duration.ofSeconds(60))
                  .forKubernetes(KUBERNETES));
    }

    private List<String> arguments() throws IOException {
      return Files.readAllLines(folder.resolve("said"));
    }

    @Test
    void forAllThatAChartRendersTo() throws IOException {
      Reply reply =
          reply(
              Operation.TEMPLATE,
              """
              printf -- '---\\n# Source: web/templates/a.yaml\\na: 1\\n'
              cat >&2 <<'END'
              install.go:228: 2026-11-26 08:40:00 +0000 UTC [debug] Original chart version: ""

              Error: YAML parse error on web/templates/~it.yaml: error converting YAML to JSON: yaml: line 1
              helm.go:92: 2026-11-26 08:40:00 +0000 UTC [debug] error converting YAML to JSON: yaml: line 1
              YAML parse error on web/templates/~it.yaml
              END
              exit 1""");

      assertThat(reply)
          .isEqualTo(
              new Reply(
                  false,
                  "YAML parse error on web/templates/~it.yaml: error converting YAML to JSON: yaml: line 1"
                      + "\n---\n---\n# Source: web/templates/a.yaml\na: 1\n"));
      assertThat(arguments())
          .containsExactly(
              "template",
              "web",
              "/charts/web",
              "--debug",
              "--no-hooks",
              "--namespace",
              "lab",
              "--kube-version",
              KUBERNETES,
              "--values",
              "/values.yaml",
              "--set",
              "a=b,c=d");
    }

    @Test
    void toInstallUpgradeAndUninstall() throws IOException {
      Reply refused =
          reply(Operation.INSTALL, "echo 'Error: INSTALLATION FAILED: no such host' >&2; exit 1");
      assertThat(refused).isEqualTo(new Reply(false, "no such host"));
      assertThat(arguments()).startsWith("install", "web", "/charts/web");
      assertThat(arguments()).containsSequence("--timeout", "60s", "--namespace", "lab");
      assertThat(arguments()).containsSequence("--kubeconfig", "/kubeconfig");

      assertThat(reply(Operation.UPGRADE, "echo done")).isEqualTo(new Reply(true, "done\n"));
      assertThat(arguments()).startsWith("upgrade", "web", "/charts/web");

      assertThat(reply(Operation.UNINSTALL, "echo gone").ok()).isTrue();
      assertThat(arguments()).startsWith("uninstall", "web", "--namespace", "lab");
    }

    @Test
    void forWhatIsWrongWithAChart() throws IOException {
      Reply reply =
          reply(
              Operation.LINT,
              """
              printf '==> Linting /charts/web\\n[INFO] Chart.yaml: icon is recommended\\n'
              printf '[ERROR] templates/: no value\\n\\n'
              echo 'Error: 1 chart(s) linted, 1 chart(s) failed' >&2
              exit 1""");

      assertThat(reply)
          .isEqualTo(
              new Reply(
                  false, "[INFO] Chart.yaml: icon is recommended\n[ERROR] templates/: no value"));
    }

    @Test
    void inVainWhereItRunsOutOfMemory() throws IOException {
      assertThat(
              reply(Operation.TEMPLATE, "echo 'fatal error: runtime: out of memory' >&2; exit 2"))
          .isEqualTo(new Reply(false, HelmMemory.NOT_ENOUGH));
    }
  }

  @Test
  @DisplayName("renders what the one inside helm-java does, hooks among it")
  void rendersTheSame() {
    String named = System.getenv("HELM_PROGRAM");
    assumeTrue(named != null, "HELM_PROGRAM names no Helm");
    HelmProgram program = HelmProgram.at(Path.of(named));
    HelmPool pool = new HelmPool(() -> HelmProcess.start(HelmTask.RENDER, Optional.of(program)));
    try (HelmRunner other = new HelmRunner(pool);
        HelmRunner usual = new HelmRunner()) {
      Path chart = Path.of("charts", "counter").toAbsolutePath();

      assertThat(other.template(chart, Values.NONE, "it", "lab", KUBERNETES))
          .isEqualTo(usual.template(chart, Values.NONE, "it", "lab", KUBERNETES));
      assertThat(other.lint(chart, Values.NONE).ok()).isTrue();
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> other.template(folder, Values.NONE, "it", "lab", KUBERNETES))
          .withMessageContaining("Chart.yaml");
    }
  }
}
