package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel does to the pipe when the grader is gone, however that ended. */
@DisplayName("A process of Helm ends with its input")
@Timeout(120)
class HelmWorkerTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(HelmTask.class)
  void whenItWaits(HelmTask task) throws Exception {
    Process worker = start(task);

    worker.getOutputStream().close();

    assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whenHelmIsAtWork() throws Exception {
    Process worker = start(HelmTask.RENDER);
    Path chart = HelmEnvironment.charts(folder).resolve("endless");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.writeString(
        chart.resolve("templates/it.yaml"),
        "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}");

    try (BufferedWriter requests = worker.outputWriter(StandardCharsets.UTF_8)) {
      requests.write(
          """
          {"operation":"TEMPLATE","chart":"%s","release":"it","namespace":"it","valuesFiles":[],"set":[],"kubeConfig":"","timeoutSeconds":0,"kubeVersion":"v1.36.0"}
          """
              .formatted(chart));
      requests.flush();
      assertThat(worker.waitFor(2, TimeUnit.SECONDS)).as("Helm is at work").isFalse();
    }

    assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private Process start(HelmTask task) throws IOException {
    Files.createDirectory(HelmEnvironment.library(folder));
    Files.createDirectory(HelmEnvironment.charts(folder));
    ProcessBuilder builder = new ProcessBuilder(HelmProcess.command(task, folder));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    HelmEnvironment.replace(builder.environment(), task, folder);
    Process worker = builder.start();
    BufferedReader said = worker.inputReader(StandardCharsets.UTF_8);
    assertThat(said.lines().anyMatch(line -> line.startsWith(HelmWorker.READY))).isTrue();
    return worker;
  }
}
