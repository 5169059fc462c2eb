package io.github.statefulsetlab.submission;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.policy.Concessions;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.cluster.K3sCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Charts that nobody here wrote, as {@code ./lab grade} takes them. */
public final class StudentCharts {

  private StudentCharts() {}

  /**
   * What is to be graded of a chart that is handed in with these values.
   *
   * @param helm tells how many StatefulSets there are
   * @throws UsageException if there is no such chart, or its {@code lab.yaml} can't be used
   */
  public static List<Submission> handedIn(Path chart, Values values, HelmRunner helm) {
    return oneForEachSet(SubmissionCatalog.of(chart, values), helm, K3sCluster.KUBERNETES_VERSION)
        .toList();
  }

  /**
   * Of a chart with several StatefulSets each is graded, unless one was named.
   *
   * @param version Kubernetes' version, as in {@code v1.36.1}
   */
  public static Stream<Submission> oneForEachSet(
      Submission given, HelmRunner helm, String version) {
    try {
      Submission submission = adapted(given, helm, version);
      List<StatefulSet> sets = rendered(submission, helm, version).of(StatefulSet.class);
      return sets.size() < 2 || submission.app().statefulSet().isPresent()
          ? Stream.of(submission)
          : sets.stream().map(set -> submission.about(set.getMetadata().getName()));
    } catch (ChartException e) {
      // Each behaviour will say so.
      return Stream.of(given);
    }
  }

  private static Submission adapted(Submission submission, HelmRunner helm, String version) {
    Manifests manifests = rendered(submission, helm, version);
    Optional<ValuesSearch.Found> found =
        manifests.of(StatefulSet.class).isEmpty()
            ? ValuesSearch.of(
                submission.chart(),
                submission.values(),
                values -> usable(submission.with().values(values).build(), helm, version))
            : Optional.empty();
    Manifests graded =
        found
            .map(
                values ->
                    rendered(submission.with().values(values.values()).build(), helm, version))
            .orElse(manifests);
    return submission.adapted(Adaptation.of(submission.chart(), found, graded, version));
  }

  private static Manifests rendered(Submission submission, HelmRunner helm, String version) {
    return Manifests.parse(submission.render(helm, version)).requireComplete();
  }

  /** What it renders to; empty if it does not, or if that may not be installed. */
  private static Optional<Manifests> usable(
      Submission submission, HelmRunner helm, String version) {
    try {
      Manifests manifests = rendered(submission, helm, version);
      Manifests conceded = manifests.with(Concessions.of(manifests, Submission.PREVIEW));
      ManifestGuard.check(conceded, Submission.PREVIEW, Tenancy.OWN);
      return Optional.of(conceded);
    } catch (ChartException e) {
      return Optional.empty();
    }
  }
}
