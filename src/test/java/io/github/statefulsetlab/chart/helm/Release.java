package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.BumpedChart;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.KeptImages;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.SourceLocations;
import io.github.statefulsetlab.chart.TemplateFiles;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.cluster.LabCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A chart's release in a namespace. The chart is rendered once for each install and upgrade, and
 * what it rendered to is patched, checked and installed by Helm as a chart of the same name and
 * version, so that hooks, revisions, upgrade and uninstall keep their meaning. That chart has no
 * notes.
 */
public final class Release {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST = 1;

  /** Of one UTF-16 unit: YAML knows no surrogates that are escaped. */
  private static final Pattern OTHER_THAN_ASCII = Pattern.compile("[\\x7f-\\uffff&&[^\\p{Cs}]]");

  private final HelmRunner helm;
  private final LabCluster cluster;
  private final Supplier<Path> kubeConfig;
  private final Chart chart;
  private final Values values;
  private final String name;
  private final String namespace;
  private final List<Patch> always;
  private int revision;

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
   * Installs what the chart rendered to, and returns when Helm does: when hooks have run, not when
   * pods are ready.
   *
   * @param rendered as {@link #manifests()} gave it
   * @throws ChartException with Helm's own words if it refuses
   */
  public void install(Manifests rendered, List<Patch> patches) {
    try {
      withChecked(
          chart.version(),
          rendered,
          patches,
          checked -> helm.install(checked, Values.NONE, name, namespace, kubeConfig.get()));
      revision = FIRST;
    } catch (ChartException e) {
      throw chart.explained(e, values);
    }
  }

  /** Upgrades the release to the same chart with these patches. */
  public void upgrade(List<Patch> patches) {
    upgrade(chart.folder(), chart.version(), patches);
  }

  /**
   * Upgrades the release to another edition of the chart with these patches, and with the images
   * that this set has: a higher appVersion is often the tag of an image that nobody has built.
   */
  public void upgrade(BumpedChart edition, List<Patch> patches, StatefulSet now) {
    List<Patch> all = new ArrayList<>(patches);
    all.add(KeptImages.of(now));
    upgrade(edition.folder(), edition.version(), all);
  }

  private void upgrade(Path folder, String version, List<Patch> patches) {
    withChecked(
        version,
        manifests(folder, revision + 1),
        patches,
        checked -> helm.upgrade(checked, Values.NONE, name, namespace, kubeConfig.get()));
    revision++;
  }

  /** Uninstalls the release; claims stay. */
  public String uninstall() {
    return helm.uninstall(name, namespace, kubeConfig.get());
  }

  /** What the chart renders to when it is installed. */
  public Manifests manifests() {
    return Manifests.parse(render()).requireComplete().with(always);
  }

  /** What the chart says once it is installed; empty where it has no notes. */
  public Optional<String> notes() {
    return helm.notes(chart.folder(), values, name, namespace, cluster.kubernetesVersion());
  }

  /** What another edition of the chart renders to when the release is upgraded to it. */
  public Manifests manifests(BumpedChart edition) {
    return manifests(edition.folder(), revision + 1);
  }

  private Manifests manifests(Path folder, int revision) {
    return Manifests.parse(
            helm.template(folder, values, name, namespace, cluster.kubernetesVersion(), revision))
        .with(always);
  }

  /**
   * What {@code helm template} prints, hooks among it.
   *
   * @throws ChartException with Helm's own words if the chart does not render
   */
  public String render() {
    return helm.template(chart, values, name, namespace, cluster.kubernetesVersion());
  }

  /**
   * What the chart renders to with one of its values files on top, from the chart's folder.
   *
   * @throws ChartException with Helm's own words if it does not render with it
   */
  public Manifests manifestsWith(String valuesFile) {
    List<Path> files = new ArrayList<>(values.files());
    files.add(chart.folder().resolve(valuesFile));
    Values more = new Values(files, values.set());
    return Manifests.parse(helm.template(chart, more, name, namespace, cluster.kubernetesVersion()))
        .with(always);
  }

  /** The names of the chart's values files, from its folder. */
  public List<String> valuesFiles() {
    return ValuesSearch.files(chart);
  }

  /** The chart's templates as they were written. */
  private TemplateFiles templates() {
    return TemplateFiles.of(chart);
  }

  /** The templates' lines that match, as in {@code templates/secret.yaml:3}. */
  public List<String> templatesThatSay(Pattern line) {
    return templates().places(line);
  }

  /** Which of the templates the objects in the output of {@link #render} came from. */
  public SourceLocations origins(String rendered) {
    return SourceLocations.of(templates(), rendered);
  }

  /** Where a field of an object is written, as in {@code templates/statefulset.yaml:12}. */
  public String where(HasMetadata object, String field) {
    return origins(render()).of(object, field);
  }

  /** Where a field of one of a StatefulSet's containers is written. */
  public String where(HasMetadata object, String field, String container) {
    return origins(render()).of(object, field, container);
  }

  /** The errors that {@code helm lint} finds; warnings and advice are not among them. */
  public List<String> lintErrors() {
    HelmRequest.Reply reply;
    try {
      reply = helm.lint(chart.folder(), values);
    } catch (ChartException e) {
      return List.of(chart.asGiven(String.valueOf(e.getMessage())));
    }
    List<String> errors = reply.output().lines().filter(l -> l.contains("[ERROR]")).toList();
    return (reply.ok() || !errors.isEmpty() ? errors : List.of(reply.output()))
        .stream().map(chart::asGiven).toList();
  }

  /**
   * Gives Helm a chart that renders to these objects and nothing else, once they are checked: a
   * template that is rendered again could render to something else. The patches are the lab's own.
   */
  private void withChecked(
      String version, Manifests rendered, List<Patch> patches, Consumer<Path> action) {
    ManifestGuard.check(rendered, namespace, cluster.isEphemeral() ? Tenancy.OWN : Tenancy.SHARED);
    Path folder = FileTrees.temporary("statefulset-lab-chart-");
    try {
      write(folder, version, rendered.with(patches).objects());
      action.accept(folder);
    } catch (IOException e) {
      throw new ChartException("Can't write the checked chart to the temporary folder.", e);
    } finally {
      FileTrees.discard(folder);
    }
  }

  private void write(Path folder, String version, List<HasMetadata> objects) throws IOException {
    Files.writeString(
        folder.resolve("Chart.yaml"),
        JSON.writeValueAsString(
            Map.of(
                "apiVersion",
                "v2",
                "name",
                chart.name(),
                "version",
                version,
                "appVersion",
                chart.appVersion())));
    Path templates = Files.createDirectory(folder.resolve("templates"));
    for (int i = 0; i < objects.size(); i++) {
      Files.writeString(
          templates.resolve("%03d.yaml".formatted(i)),
          escape(Serialization.asJson(objects.get(i))));
    }
  }

  /**
   * What was rendered once must not be rendered again, and YAML reads some of JSON's characters as
   * ends of lines.
   */
  public static String escape(String manifest) {
    String ascii =
        OTHER_THAN_ASCII
            .matcher(manifest)
            .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    return ascii.replace("{{", "{{ \"{{\" }}");
  }
}
