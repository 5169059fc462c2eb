package io.github.statefulsetlab.behaviours.ordering;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.Spec;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Ordering: side by side")
class SideBySideIT {

  @Parameter Submission submission;

  @Behaviour("ordering.side-by-side")
  void oneAfterAnotherAndAllAtOnce(LabFactory labs) {
    Lab ordered = labs.install(Spec.replicas(3), Spec.policy(StatefulSets.ORDERED_READY));
    Lab parallel = labs.installReady(Spec.replicas(3), Spec.policy(StatefulSets.PARALLEL));

    ordered.withHint(
        "All at once the pods get ready, one after another they don't: does pod 0 need a pod that"
            + " OrderedReady creates after it? Let it start alone, or keep Parallel.",
        () ->
            ordered.eventually(
                "the first pod ready, which may not wait for the others",
                () -> assertThat(ordered.timeline()).pod(ordered.pod(0).name()).becameReady()));
    ordered.awaitInstalled();

    ordered.state().attachStartTimes(ordered.statefulSet(), "Start, OrderedReady");
    parallel.state().attachStartTimes(parallel.statefulSet(), "Start, Parallel");
    parallel.state().drawStartsBelow(ordered.state());
    assertThat(ordered.timeline()).pods(ordered.podNames()).startedOneByOne();
    assertThat(parallel.timeline()).pods(parallel.podNames()).startedAllAtOnce();
  }
}
