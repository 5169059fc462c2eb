package io.github.statefulsetlab.behaviours.ordering;

import static io.github.statefulsetlab.kube.timeline.ObjectRefs.pod;
import static io.github.statefulsetlab.kube.timeline.ObjectRefs.statefulSet;
import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Milestone;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.ReadinessGate;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.RequiresPodManagementPolicy;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Ordering: scaling")
class ScalingIT {

  @Parameter Submission submission;

  @Behaviour("ordering.scale-down-reverse")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void theHighestOrdinalGoesFirst(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(3));
    List<String> pods = lab.podNames();

    lab.admin().apply(StatefulSetPatches.replicas(1));

    lab.eventually(
        "the pods above the first are gone, from the top",
        () -> {
          assertThat(lab.timeline()).pod(pods.get(1)).wasDeleted();
          assertThat(lab.timeline()).pod(pods.get(2)).wasDeleted();
        });
    assertThat(lab.timeline()).pods(pods.subList(1, 3)).terminatedFromTheTop();
    assertThat(lab.timeline()).pod(pods.get(0)).neverStartedTerminating();
  }

  @Behaviour("ordering.scale-up-in-order")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void newPodsComeOneAfterAnother(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(1));
    String set = lab.statefulSet().getMetadata().getName();

    lab.admin().apply(StatefulSetPatches.replicas(3));
    lab.awaitInstalled();

    Milestone scaled = statefulSet(set).wasScaledTo(3);
    assertThat(lab.timeline()).pods(lab.podNames()).startedOneByOne();
    assertThat(lab.timeline()).pod(lab.pod(1).name()).wasCreatedAfter(scaled);
    assertThat(lab.timeline()).pods(lab.podNames()).wereNeverReplaced();
  }

  @Behaviour("ordering.scale-down-halts")
  @RequiresPodManagementPolicy(StatefulSets.ORDERED_READY)
  void anUnreadyPodHaltsTheScaleDown(LabFactory labs) {
    Lab lab = labs.install(StatefulSetPatches.replicas(2), ReadinessGate.closed());
    LabPod first = lab.pod(0).awaitContainersReady();
    first.openGate();
    LabPod second = lab.pod(1).awaitContainersReady();
    second.openGate();
    first.closeGate();

    lab.admin().apply(StatefulSetPatches.replicas(1));

    lab.consistently(
        "no pod goes while the one that stays is not ready",
        () -> assertThat(lab.timeline()).pod(second.name()).neverStartedTerminating());
    first.openGate();
    lab.eventually(
        "the upper pod is gone once the lower one is ready again",
        () -> assertThat(lab.timeline()).pod(second.name()).wasDeleted());
    assertThat(lab.timeline())
        .pod(second.name())
        .startedTerminatingAfter(
            pod(first.name()).after(pod(first.name()).becameUnready()).becameReady());
  }
}
