package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.KubernetesRange;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.chart.policy.Concessions;
import io.github.statefulsetlab.chart.policy.CustomKinds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about a chart, and changed in what it renders to, before anything of it was
 * graded.
 *
 * @param valuesFound the values that make it render a StatefulSet, where its default values don't
 * @param concessions what is left out of it or changed in it so that the rest can be graded
 */
public record Adaptation(Optional<ValuesSearch.Found> valuesFound, List<Patch> concessions) {

  /** Nothing was found or changed. */
  public static final Adaptation NONE = new Adaptation(Optional.empty(), List.of());

  /**
   * The concessions that a chart needs, in any namespace.
   *
   * @param version Kubernetes' version, as in {@code v1.36.1}
   */
  static Adaptation of(
      Chart chart, Optional<ValuesSearch.Found> valuesFound, Manifests rendered, String version) {
    return new Adaptation(
        valuesFound,
        Stream.of(
                KubernetesRange.leftOut(chart, version).stream(),
                CustomKinds.leftOut(chart).stream(),
                Concessions.of(rendered, Submission.PREVIEW).stream())
            .flatMap(patches -> patches)
            .toList());
  }

  /** What the grade tells about it, a sentence each. */
  public List<String> notes() {
    return Stream.concat(
            valuesFound.map(Adaptation::note).stream(),
            concessions.stream().map(Patch::description))
        .toList();
  }

  private static String note(ValuesSearch.Found found) {
    return "graded with %s, because the chart renders no StatefulSet with its default values%s"
        .formatted(
            found.flags(),
            found.others().isEmpty()
                ? ""
                : "; not tried or not chosen: " + String.join(", ", found.others()));
  }
}
