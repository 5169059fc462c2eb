package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions of Kubernetes that a chart names as its {@code kubeVersion}. Helm installs it on no
 * other. Here it is judged by what it does on the version that there is, and the grade tells of it.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#the-kubeversion-field">The kubeVersion
 *     Field</a>
 */
public final class KubernetesRange {

  private static final String DESCRIPTION = "Chart.yaml";
  private static final String FIELD = "kubeVersion";

  /** The field with the lines that go on with it. */
  private static final Pattern WRITTEN =
      Pattern.compile("(?m)^([\"']?)" + FIELD + "\\1[ \\t]*:[^\\n]*+(?:\\n[ \\t]+[^\\n]*+)*+\\n?");

  private KubernetesRange() {}

  /**
   * What the grade tells of a chart that is not made for a version; empty if it is, or does not
   * say.
   *
   * @param version as in {@code v1.36.1}
   */
  public static Optional<Patch> leftOut(Chart chart, String version) {
    Path file = chart.folder().resolve(DESCRIPTION);
    String range = ChartYaml.read(file, chart.given().resolve(DESCRIPTION)).path(FIELD).asText();
    return VersionRange.parse(range)
        .filter(versions -> !versions.includes(version))
        .map(
            versions ->
                new Patch(
                    "%s %s of %s left out, because Kubernetes %s is not in it; Helm would not install the chart there"
                        .formatted(FIELD, range, DESCRIPTION, version),
                    objects -> objects));
  }

  /**
   * Takes the field out of a copy of a chart.
   *
   * @throws IOException if the copy can't be changed
   */
  public static void leaveOut(Path copy) throws IOException {
    Path file = copy.resolve(DESCRIPTION);
    if (Files.isRegularFile(file)) {
      String text = Files.readString(file);
      String without = WRITTEN.matcher(text).replaceAll("");
      if (!without.equals(text)) {
        Files.writeString(file, without);
      }
    }
  }
}
