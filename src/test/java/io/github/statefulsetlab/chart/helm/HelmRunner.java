package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Operation;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Helm, a few at a time: one call in a process is all that helm-java allows, so there are several
 * processes.
 */
public final class HelmRunner implements AutoCloseable {

  private static final int PROCESSES = 2;
  private static final int MOST_OBJECTS = 300;

  /** Of no consequence: the templates that read documents don't look at it. */
  private static final String KUBERNETES = "v1.36.0";

  private static final Duration RENDER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final BlockingQueue<HelmProcess> idle = new ArrayBlockingQueue<>(PROCESSES);

  /** Starts the processes; they load Helm while the caller goes on. */
  public HelmRunner() {
    for (int i = 0; i < PROCESSES; i++) {
      idle.add(HelmProcess.start());
    }
  }

  /**
   * Renders a chart as {@code helm template} does, and its hooks too.
   *
   * @return the manifests, as YAML documents, in the order of the templates' names
   * @throws ChartException with Helm's own words if the chart does not render, or renders too much
   */
  public String template(
      Chart chart, Values values, String release, String namespace, String kubeVersion) {
    try {
      return template(chart.folder(), values, release, namespace, kubeVersion);
    } catch (ChartException e) {
      throw chart.explained(e, values);
    }
  }

  public String template(
      Path chart, Values values, String release, String namespace, String kubeVersion) {
    try (WholeChart whole = WholeChart.of(chart)) {
      HelmRequest request =
          new HelmRequest(
              Operation.TEMPLATE,
              whole.folder().toString(),
              release,
              namespace,
              names(values.files()),
              values.set(),
              "",
              0,
              kubeVersion);
      return read(requireFew(whole.rendered(ask(request, RENDER_TIMEOUT), chart)));
    }
  }

  private static List<String> requireFew(String rendered) {
    List<String> documents = Manifests.documents(rendered);
    if (documents.size() > MOST_OBJECTS) {
      throw new ChartException(
          "The chart renders %d objects; more than %d are not installed here. Look for a loop in its templates that repeats too much."
              .formatted(documents.size(), MOST_OBJECTS));
    }
    return documents;
  }

  private String read(List<String> documents) {
    try (HelmYaml yaml = HelmYaml.of(documents)) {
      HelmRequest request =
          new HelmRequest(
              Operation.TEMPLATE,
              yaml.folder().toString(),
              "documents",
              "default",
              List.of(),
              List.of(),
              "",
              0,
              KUBERNETES);
      return yaml.read(orThrow(ask(request, RENDER_TIMEOUT)));
    }
  }

  /** Lints a chart; the reply is not ok when Helm reports an error. */
  Reply lint(Path chart) {
    return ask(
        new HelmRequest(Operation.LINT, chart.toString(), "", "", List.of(), List.of(), "", 0, ""),
        RENDER_TIMEOUT);
  }

  String install(Path chart, Values values, String release, String namespace, Path kubeConfig) {
    return change(Operation.INSTALL, chart.toString(), values, release, namespace, kubeConfig);
  }

  String upgrade(Path chart, Values values, String release, String namespace, Path kubeConfig) {
    return change(Operation.UPGRADE, chart.toString(), values, release, namespace, kubeConfig);
  }

  String uninstall(String release, String namespace, Path kubeConfig) {
    return change(Operation.UNINSTALL, "", Values.NONE, release, namespace, kubeConfig);
  }

  private String change(
      Operation operation,
      String chart,
      Values values,
      String release,
      String namespace,
      Path kubeConfig) {
    return orThrow(
        ask(
            new HelmRequest(
                operation,
                chart,
                release,
                namespace,
                names(values.files()),
                values.set(),
                kubeConfig.toString(),
                (int) HOOK_TIMEOUT.toSeconds(),
                ""),
            HOOK_TIMEOUT.plus(GRACE)));
  }

  Reply ask(HelmRequest request, Duration atMost) {
    HelmProcess process = take();
    try {
      return process.ask(request, atMost);
    } finally {
      idle.add(process.isAlive() ? process : HelmProcess.start());
    }
  }

  private HelmProcess take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while waiting for Helm.", e);
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  private static String orThrow(Reply reply) {
    if (!reply.ok()) {
      throw new ChartException(reply.output().strip());
    }
    return reply.output();
  }

  @Override
  public void close() {
    idle.forEach(HelmProcess::close);
  }
}
