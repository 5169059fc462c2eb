package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ImageProvisioner;
import io.github.statefulsetlab.discovery.ClusterShape;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.discovery.InstallPlanner;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.Lazy;
import java.util.List;
import java.util.Optional;

/** What every install of a submission needs, found out once; whoever listens is told of it. */
final class Planning {

  private final RunResources run;
  private final Submission submission;
  private final RenderedSubmission rendered;
  private final Lazy<InstallPlan> plan = Lazy.of(this::make, GraderFault::is);

  Planning(RunResources run, Submission submission, RenderedSubmission rendered) {
    this.run = run;
    this.submission = submission;
    this.rendered = rendered;
  }

  InstallPlan plan() {
    return plan.get();
  }

  /** The StatefulSet that is graded, as every install has it. */
  StatefulSet prepared() {
    return prepared(List.of());
  }

  /** The same with these patches beside. */
  StatefulSet prepared(List<Patch> more) {
    return GradedStatefulSet.of(submission, rendered.manifests().with(plan().patches()).with(more));
  }

  private InstallPlan make() {
    ImageProvisioner images = run.images();
    Optional<String> image =
        run.settings()
            .image()
            .filter(given -> !submission.isFurther())
            .flatMap(given -> given(images, given));
    String toolbox = run.toolboxImage();
    InstallPlan made =
        SubmissionBytes.read(
            "What the chart renders to",
            () ->
                InstallPlanner.plan(
                    submission,
                    rendered.manifests(),
                    image,
                    toolbox,
                    images::whyMissing,
                    ClusterShape.of(run.cluster().client())));
    made.notes().forEach(note -> run.note(submission, note));
    if (made.standIn()) {
      run.listeners().tell(l -> l.appStoodInFor(submission));
    } else {
      image
          .or(() -> Optional.ofNullable(made.found().container().getImage()))
          .ifPresent(
              own -> run.listeners().tell(l -> l.appImageFound(submission, own, images.idOf(own))));
    }
    return made;
  }

  private static Optional<String> given(ImageProvisioner images, String given) {
    try {
      return images.take(given);
    } catch (ClusterException e) {
      throw new NotGradableException(String.valueOf(e.getMessage()), e);
    }
  }
}
