package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.cluster.K3sCluster;
import java.util.Optional;

/**
 * What there is to say against submissions before anything is installed: each is rendered and gone
 * through once. A cluster of the lab's own need not stand for it.
 */
final class Previews {

  static final String NAMESPACE = "preview";

  private final Settings settings;
  private final ClusterSession session;
  private final OncePerSubmission<Preview> previews = new OncePerSubmission<>(this::preview);

  Previews(Settings settings, ClusterSession session) {
    this.settings = settings;
    this.session = session;
  }

  /**
   * Fails if the chart does not even render, or asks for what no chart may have.
   *
   * @throws NotGradableException with Helm's own words, or with what the guard has found
   */
  void requireUsable(Submission submission) {
    Preview preview = previews.of(submission);
    preview
        .refusal()
        .ifPresent(
            words -> {
              throw new NotGradableException("The chart does not render: " + words);
            });
    preview
        .offences()
        .ifPresent(
            offences -> {
              throw new NotGradableException(offences);
            });
  }

  /** What Helm says instead of rendering it. */
  Optional<String> refusal(Submission submission) {
    return previews.of(submission).refusal();
  }

  private Preview preview(Submission submission) {
    String version =
        settings.usesExistingCluster()
            ? session.cluster().kubernetesVersion()
            : K3sCluster.KUBERNETES_VERSION;
    try {
      return Preview.of(submission, render(session.helm(), submission, version));
    } catch (ChartException e) {
      return new Preview(Optional.of(String.valueOf(e.getMessage())), Optional.empty());
    }
  }

  /** What a submission renders to for a cluster of that version, before there is one. */
  static String render(HelmRunner helm, Submission submission, String version) {
    return helm.template(
        submission.chart(), submission.values(), submission.release(), NAMESPACE, version);
  }

  /** What Helm says instead of rendering a chart, or else what the guard finds in it. */
  private record Preview(Optional<String> refusal, Optional<String> offences) {

    static Preview of(Submission submission, String rendered) {
      try {
        ManifestGuard.checkFiles(submission.chart());
        ManifestGuard.check(Manifests.parse(rendered).with(submission.allPatches()), NAMESPACE);
        return new Preview(Optional.empty(), Optional.empty());
      } catch (ChartException e) {
        return new Preview(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
      }
    }
  }
}
