package io.github.statefulsetlab.chart.helm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartEdition;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Origins;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.TemplateFiles;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.cluster.LabCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A chart's release in a namespace, as Helm would install it. With patches, the patched manifests
 * are installed as a chart of their own with the same name and version, so that hooks, upgrade and
 * uninstall keep their meaning; Helm prints no notes then.
 */
public final class Release {

  private final HelmRunner helm;
  private final LabCluster cluster;
  private final Supplier<Path> kubeConfig;
  private final Chart chart;
  private final Values values;
  private final String name;
  private final String namespace;
  private final List<Patch> always;

  /**
   * A release that is not installed yet.
   *
   * @param kubeConfig of whoever installs; asked for once there is something to install
   * @param always changes to what the chart renders to that every install and upgrade gets
   */
  public Release(
      HelmRunner helm,
      LabCluster cluster,
      Supplier<Path> kubeConfig,
      Chart chart,
      Values values,
      String name,
      String namespace,
      List<Patch> always) {
    this.helm = helm;
    this.cluster = cluster;
    this.kubeConfig = kubeConfig;
    this.chart = chart;
    this.values = values;
    this.name = name;
    this.namespace = namespace;
    this.always = List.copyOf(always);
  }

  /**
   * Installs the chart and returns when Helm does: when hooks have run, not when pods are ready.
   *
   * @return what Helm prints, NOTES.txt among it
   * @throws ChartException with Helm's own words if it refuses
   */
  public String install(List<Patch> patches) {
    try {
      return installed(patches);
    } catch (ChartException e) {
      throw chart.explained(e, values);
    }
  }

  private String installed(List<Patch> patches) {
    if (isUnchanged(patches)) {
      return helm.install(chart.folder(), values, name, namespace, kubeConfig.get());
    }
    return withPatched(
        chart.folder(),
        chart.version(),
        patches,
        patched -> helm.install(patched, Values.NONE, name, namespace, kubeConfig.get()));
  }

  /** Upgrades the release to the same chart with these patches. */
  public String upgrade(List<Patch> patches) {
    return upgrade(chart.folder(), chart.version(), patches);
  }

  /** Upgrades the release to another edition of the chart with these patches. */
  public String upgrade(ChartEdition edition, List<Patch> patches) {
    return upgrade(edition.folder(), edition.version(), patches);
  }

  private String upgrade(Path folder, String version, List<Patch> patches) {
    if (isUnchanged(patches)) {
      return helm.upgrade(folder, values, name, namespace, kubeConfig.get());
    }
    return withPatched(
        folder,
        version,
        patches,
        patched -> helm.upgrade(patched, Values.NONE, name, namespace, kubeConfig.get()));
  }

  /** Uninstalls the release; claims stay. */
  public String uninstall() {
    return helm.uninstall(name, namespace, kubeConfig.get());
  }

  /** What the chart renders to, for this release. */
  public Manifests manifests() {
    return Manifests.parse(render()).with(always);
  }

  /** What another edition of the chart renders to, for this release. */
  public Manifests manifests(ChartEdition edition) {
    return manifests(edition.folder());
  }

  private Manifests manifests(Path folder) {
    return Manifests.parse(render(folder)).with(always);
  }

  private boolean isUnchanged(List<Patch> patches) {
    return always.isEmpty() && patches.isEmpty();
  }

  /**
   * What {@code helm template} prints, hooks among it.
   *
   * @throws ChartException with Helm's own words if the chart does not render
   */
  public String render() {
    return helm.template(chart, values, name, namespace, cluster.kubernetesVersion());
  }

  private String render(Path folder) {
    return helm.template(folder, values, name, namespace, cluster.kubernetesVersion());
  }

  /** The chart's templates as they were written. */
  public TemplateFiles templates() {
    return TemplateFiles.of(chart);
  }

  /** Which of the templates the objects in the output of {@link #render} came from. */
  public Origins origins(String rendered) {
    return Origins.of(templates(), rendered);
  }

  /** The errors that {@code helm lint} finds; warnings and advice are not among them. */
  public List<String> lintErrors() {
    HelmRequest.Reply reply = helm.lint(chart.folder());
    List<String> errors = reply.output().lines().filter(l -> l.contains("[ERROR]")).toList();
    return (reply.ok() || !errors.isEmpty() ? errors : List.of(reply.output()))
        .stream().map(chart::asGiven).toList();
  }

  private String withPatched(
      Path source,
      String version,
      List<Patch> patches,
      java.util.function.Function<Path, String> action) {
    Path folder = FileTrees.temporary("statefulset-lab-chart-");
    try {
      write(folder, version, patched(source, patches));
      return action.apply(folder);
    } catch (IOException e) {
      throw new ChartException("Can't write the patched chart to the temporary folder.", e);
    } finally {
      FileTrees.discard(folder);
    }
  }

  private List<HasMetadata> patched(Path source, List<Patch> patches) {
    return manifests(source).with(patches).objects();
  }

  private void write(Path folder, String version, List<HasMetadata> objects) throws IOException {
    Files.writeString(
        folder.resolve("Chart.yaml"),
        "apiVersion: v2\nname: %s\nversion: %s\n".formatted(chart.name(), version));
    Path templates = Files.createDirectory(folder.resolve("templates"));
    for (int i = 0; i < objects.size(); i++) {
      Files.writeString(
          templates.resolve("%03d.yaml".formatted(i)),
          escape(Serialization.asYaml(objects.get(i))));
    }
  }

  /** What was rendered once must not be rendered again. */
  public static String escape(String yaml) {
    return yaml.replace("{{", "{{ \"{{\" }}");
  }
}
