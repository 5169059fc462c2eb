package io.github.statefulsetlab.behaviours.ordering;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
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
    Lab ordered =
        labs.install(
            StatefulSetPatches.replicas(3), StatefulSetPatches.policy(StatefulSets.ORDERED_READY));
    Lab parallel =
        labs.installReady(
            StatefulSetPatches.replicas(3), StatefulSetPatches.policy(StatefulSets.PARALLEL));

    ordered.withHint(
        "The pods become ready under Parallel but not under OrderedReady. Does pod 0 depend on a"
            + " later pod? Make it start on its own, or keep Parallel.",
        () ->
            ordered.eventually(
                "pod 0 to become ready under OrderedReady, on which all others wait",
                () -> assertThat(ordered.timeline()).pod(ordered.pod(0).name()).becameReady()));
    ordered.awaitInstalled();

    ordered.state().attachStartTimes(ordered.statefulSet(), "Start, OrderedReady");
    parallel.state().attachStartTimes(parallel.statefulSet(), "Start, Parallel");
    parallel.state().drawStartsBelow(ordered.state());
    assertThat(ordered.timeline()).pods(ordered.podNames()).startedOneByOne();
    assertThat(parallel.timeline()).pods(parallel.podNames()).startedAllAtOnce();
  }
}
