package io.github.statefulsetlab.run;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Optional;

/**
 * What a submission renders to before anything is installed, and what there is to say against it. A
 * cluster of the lab's own need not stand for it.
 *
 * @param refusal what Helm says instead of rendering it
 * @param offences what the guard finds in it
 */
record Preflight(Manifests manifests, Optional<String> refusal, Optional<String> offences) {

  private static final Manifests NONE = new Manifests(List.of());

  /**
   * Renders and goes through a submission.
   *
   * @param version Kubernetes' version, as in {@code v1.36.1}
   * @param tenancy whether others use the cluster
   */
  static Preflight of(Submission submission, HelmRunner helm, String version, Tenancy tenancy) {
    try {
      return checked(submission, submission.render(helm, version), tenancy);
    } catch (ChartException e) {
      return new Preflight(NONE, Optional.of(String.valueOf(e.getMessage())), Optional.empty());
    }
  }

  static Preflight checked(Submission submission, String rendered, Tenancy tenancy) {
    try {
      Manifests manifests =
          Manifests.parse(rendered).requireComplete().with(submission.allPatches());
      ManifestGuard.check(manifests, Submission.PREVIEW, tenancy);
      return new Preflight(manifests, Optional.empty(), Optional.empty());
    } catch (ChartException e) {
      return new Preflight(NONE, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException | StackOverflowError e) {
      // Nothing but the submission's own bytes is looked at here.
      return new Preflight(
          NONE, Optional.empty(), Optional.of("What the chart renders to could not be read: " + e));
    }
  }

  /**
   * Fails if the chart does not even render, or asks for what no chart may have.
   *
   * @throws NotGradableException with Helm's own words, or with what the guard has found
   */
  void requireUsable() {
    if (refusal.isPresent()) {
      throw new NotGradableException("The chart does not render: " + refusal.get());
    }
    if (offences.isPresent()) {
      throw new NotGradableException(offences.get());
    }
  }
}
