package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.cluster.K3sCluster;
import java.nio.file.Path;
import java.util.List;
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
    return oneForEachSet(Profiles.of(chart, values), helm).toList();
  }

  /** Of a chart with several StatefulSets each is graded, unless one was named. */
  static Stream<Submission> oneForEachSet(Submission submission, HelmRunner helm) {
    if (submission.app().statefulSet().isPresent()) {
      return Stream.of(submission);
    }
    try {
      List<StatefulSet> sets =
          Manifests.parse(Previews.render(helm, submission, K3sCluster.KUBERNETES_VERSION))
              .of(StatefulSet.class);
      return sets.size() < 2
          ? Stream.of(submission)
          : sets.stream().map(set -> submission.about(set.getMetadata().getName()));
    } catch (ChartException e) {
      // Each behaviour will say so.
      return Stream.of(submission);
    }
  }
}
