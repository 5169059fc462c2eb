package io.github.statefulsetlab.behaviours.ordering;

import static io.github.statefulsetlab.kube.timeline.ObjectRefs.pod;
import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.RecordedPodsAssert;
import io.github.statefulsetlab.kube.timeline.TimelineAssert;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.context.EachAsked;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.ReadinessGate;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.RequiresPodManagementPolicy;
import io.github.statefulsetlab.submission.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Ordering: start")
class StartIT {

  @Parameter Submission submission;

  private static final int AS_GOOD_AS_FOREVER = 3600;

  @Behaviour("ordering.policy-as-asked")
  void podsStartAsWasAskedFor(Lab lab) {
    EachAsked.of(
        submission.asked(),
        "ordering.policy-as-asked",
        lab.evidence(),
        asked -> assertStart(lab, asked.policy().orElseGet(lab.assume()::askedPolicy)));
  }

  private static void assertStart(Lab lab, String asked) {
    lab.withHint(
        "Set spec.podManagementPolicy of the StatefulSet to %s. The field can't be changed on an existing set: uninstall, then install it again."
            .formatted(asked),
        () ->
            assertThat(StatefulSets.podManagementPolicy(lab.statefulSet()))
                .as("podManagementPolicy of the installed StatefulSet")
                .isEqualTo(asked));

    RecordedPodsAssert<TimelineAssert> pods = assertThat(lab.timeline()).pods(lab.podNames());
    switch (asked) {
      case StatefulSets.PARALLEL -> pods.startedAllAtOnce();
      default -> pods.startedOneByOne();
    }
  }

  @CoreBehaviour("ordering.ordered-ready-start")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void podsStartOneAfterAnother(Lab lab) {
    assertThat(lab.timeline()).pods(lab.podNames()).startedOneByOne();
  }

  @Behaviour("ordering.ordered-ready-halts")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void anUnreadyPodHaltsTheStart(LabFactory labs) {
    Lab lab = labs.install(StatefulSetPatches.replicas(2), ReadinessGate.closed());
    LabPod first = lab.pod(0).awaitContainersReady();
    String second = lab.pod(1).name();

    lab.consistently(
        "no second pod while the first is not ready",
        () -> assertThat(lab.timeline()).pod(second).neverExisted());
    first.openGate();

    lab.eventually(
        "the second pod, once the first is ready",
        () ->
            assertThat(lab.timeline())
                .pod(second)
                .wasCreatedAfter(pod(first.name()).becameReady()));
  }

  @Behaviour("ordering.min-ready-seconds")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void theNextPodWaitsForMinReadySeconds(LabFactory labs) {
    Lab lab =
        labs.install(
            StatefulSetPatches.replicas(2), StatefulSetPatches.minReadySeconds(AS_GOOD_AS_FOREVER));
    String first = lab.pod(0).awaitContainersReady().name();
    String second = lab.pod(1).name();
    lab.eventually(
        "the first pod ready", () -> assertThat(lab.timeline()).pod(first).becameReady());

    lab.consistently(
        "no second pod while the first is ready, but not for long enough",
        () -> assertThat(lab.timeline()).pod(second).neverExisted());
    lab.admin().apply(StatefulSetPatches.minReadySeconds(0));

    lab.eventually(
        "the second pod, once the first counts as available",
        () -> assertThat(lab.timeline()).pod(second).wasCreatedAfter(pod(first).becameReady()));
  }

  @CoreBehaviour("ordering.parallel-start")
  @RequiresPodManagementPolicy(StatefulSets.PARALLEL)
  void podsStartAllAtOnce(LabFactory labs) {
    Lab lab = labs.install(ReadinessGate.closed());
    lab.pod(0).awaitContainersReady();

    lab.shortly(
        "all pods exist while none is ready",
        () -> {
          assertThat(lab.timeline()).noneBecameReady(lab.podNames());
          assertThat(lab.timeline()).allExist(lab.podNames());
        });
  }
}
