package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.context.Assumptions;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import io.github.statefulsetlab.support.Lazy;

/** What a submission's chart renders to before anything is installed: rendered and guarded once. */
final class RenderedSubmission {

  private final RunResources run;
  private final Submission submission;
  private final Lazy<Preflight> preflight = Lazy.of(this::check, GraderFault::is);
  private final Peers peers;

  RenderedSubmission(RunResources run, Submission submission) {
    this.run = run;
    this.submission = submission;
    this.peers =
        new Peers(() -> StatefulSets.replicas(statefulSet()), told -> run.note(submission, told));
  }

  /** Whether its pods need one another. */
  Peers peers() {
    return peers;
  }

  private Preflight check() {
    return Preflight.of(
        submission,
        run.session().helm(),
        run.session().versionToRenderFor(),
        run.settings().usesExistingCluster() ? Tenancy.SHARED : Tenancy.OWN);
  }

  /**
   * Fails if the chart refuses the values that somebody gave by hand.
   *
   * @throws UsageException with Helm's own words
   */
  void requireGivenValues() {
    preflight
        .get()
        .refusal()
        .ifPresent(
            words -> {
              throw new UsageException(
                  "The chart %s rejects the values in %s: %s"
                      .formatted(submission.chart().name(), run.settings().values(), words));
            });
  }

  /**
   * Fails without waiting for the cluster if the chart does not even render, or asks for what no
   * chart may have.
   *
   * @throws NotGradableException with Helm's own words, or with what the guard has found
   */
  void requireUsable() {
    preflight.get().requireUsable();
  }

  /** All objects. */
  Manifests manifests() {
    requireUsable();
    return preflight.get().manifests();
  }

  /** The StatefulSet that is graded. */
  StatefulSet statefulSet() {
    return GradedStatefulSet.of(submission, manifests());
  }

  /** What a behaviour may take for granted of that StatefulSet. */
  Assumptions assumptions() {
    return new Assumptions(submission, statefulSet());
  }

  /** The same, in the hands of a behaviour. */
  Rendering rendering(Evidence evidence) {
    String namespace = run.unusedName(submission.id());
    Release release = run.release(submission, namespace, () -> run.cluster().kubeConfig());
    return new Rendering(submission, release, namespace, evidence);
  }
}
