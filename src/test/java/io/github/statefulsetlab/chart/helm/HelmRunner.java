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
import java.util.Optional;

/**
 * Helm, a few at a time: one call in a process is all that helm-java allows, so there are several
 * processes.
 */
public final class HelmRunner implements AutoCloseable {

  /** The Helm inside helm-java, which has no call that tells it; a test asks the library's file. */
  public static final String HELM_VERSION = "v3.21.0";

  private static final int FIRST = 1;
  private static final int MOST_OBJECTS = 300;

  /** Of no consequence: the templates that read documents don't look at it. */
  static final String KUBERNETES = "v1.36.0";

  private static final Duration RENDER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HelmPool renderers;
  private final HelmPool installers = new HelmPool(HelmTask.INSTALL);

  /** Starts the processes that render; they load Helm while the caller goes on. */
  public HelmRunner() {
    this(new HelmPool(HelmTask.RENDER));
  }

  /** As {@link #HelmRunner()}, with processes that a test looks at. */
  HelmRunner(HelmPool renderers) {
    this.renderers = renderers;
    renderers.start();
  }

  /** The version of the Helm that renders and installs in this process, as in {@code v3.21.0}. */
  public static String version() {
    return HelmProgram.named().map(HelmProgram::version).orElse(HELM_VERSION);
  }

  /**
   * Renders a chart as {@code helm template} does, and its hooks too.
   *
   * @return the manifests, as YAML documents, in the order of the templates' names
   * @throws ChartException with Helm's own words if the chart does not render, or renders too much
   */
  public String template(
      Chart chart, Values values, String release, String namespace, String kubeVersion) {
    return template(chart, values, release, namespace, kubeVersion, FIRST);
  }

  /**
   * As {@link #template(Chart, Values, String, String, String)}, for a revision of the release: all
   * after the first are upgrades.
   */
  public String template(
      Chart chart,
      Values values,
      String release,
      String namespace,
      String kubeVersion,
      int revision) {
    try {
      return template(chart.folder(), values, release, namespace, kubeVersion, revision);
    } catch (ChartException e) {
      throw chart.explained(e, values);
    }
  }

  /** As {@link #template(Chart, Values, String, String, String)}, of a chart's folder. */
  public String template(
      Path chart, Values values, String release, String namespace, String kubeVersion) {
    return template(chart, values, release, namespace, kubeVersion, FIRST);
  }

  String template(
      Path chart,
      Values values,
      String release,
      String namespace,
      String kubeVersion,
      int revision) {
    return template(chart, values, release, namespace, kubeVersion, revision, RENDER_TIMEOUT);
  }

  String template(
      Path chart,
      Values values,
      String release,
      String namespace,
      String kubeVersion,
      int revision,
      Duration atMost) {
    return renderers.with(
        process -> {
          try (FullRender whole = FullRender.of(chart, values, process.folder(), revision)) {
            HelmRequest request =
                HelmRequest.to(Operation.TEMPLATE, whole.folder().toString())
                    .about(release, namespace)
                    .with(whole.values(), values.set())
                    .forKubernetes(kubeVersion);
            return read(process, requireFew(whole.rendered(process.ask(request, atMost), chart)));
          } finally {
            installers.start();
          }
        });
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

  private static String read(HelmProcess process, List<String> documents) {
    try (HelmYaml yaml = HelmYaml.of(process.folder(), documents)) {
      HelmRequest request =
          HelmRequest.to(Operation.TEMPLATE, yaml.folder().toString())
              .about("documents", "default")
              .forKubernetes(KUBERNETES);
      return yaml.read(orThrow(process.ask(request, RENDER_TIMEOUT)));
    }
  }

  /**
   * What the chart says after its installation; empty where it has no {@code templates/NOTES.txt},
   * or none that Helm can render.
   */
  Optional<String> notes(
      Path chart, Values values, String release, String namespace, String kubeVersion) {
    return renderers.with(
        process ->
            ReleaseNotes.of(
                chart, values, process, release, namespace, kubeVersion, RENDER_TIMEOUT));
  }

  /** Lints a chart with these values; the reply is not ok when Helm reports an error. */
  Reply lint(Path chart, Values values) {
    return renderers.with(
        process -> {
          try (FullRender copy = FullRender.asItIs(chart, process.folder())) {
            String folder = copy.folder().toString();
            if (!values.isEmpty()) {
              MergedValues.into(copy.folder(), process, values, RENDER_TIMEOUT);
            }
            Reply reply = process.ask(HelmRequest.to(Operation.LINT, folder), RENDER_TIMEOUT);
            return new Reply(reply.ok(), copy.asGiven(reply.output(), chart));
          }
        });
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
    HelmRequest request =
        HelmRequest.to(operation, chart)
            .about(release, namespace)
            .with(values.files(), values.set())
            .on(kubeConfig, HOOK_TIMEOUT);
    return orThrow(installers.with(process -> process.ask(request, HOOK_TIMEOUT.plus(GRACE))));
  }

  private static String orThrow(Reply reply) {
    if (!reply.ok()) {
      throw new ChartException(reply.output().strip());
    }
    return reply.output();
  }

  @Override
  public void close() {
    renderers.close();
    installers.close();
  }
}
