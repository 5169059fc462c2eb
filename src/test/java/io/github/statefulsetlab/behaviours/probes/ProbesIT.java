package io.github.statefulsetlab.behaviours.probes;

import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.context.EachAsked;
import io.github.statefulsetlab.lab.patch.SlowStart;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Probes")
class ProbesIT {

  @Parameter Submission submission;

  /**
   * Enough for chance to miss a pod among three less than once in a million runs: (2/3)^40 < 1e-7.
   */
  private static final int MANY_VISITS = 40;

  private static final String MISSING =
      "Container %s has no %sProbe, so %s. Add one, as an httpGet of a cheap page that does not"
          + " count.";

  private static final Map<String, String> CONSEQUENCES =
      Map.of(
          "liveness", "nothing restarts it when it hangs",
          "readiness", "it gets requests before it can answer",
          "startup", "a slow start looks like a hang");

  @CoreBehaviour(value = "probes.present", use = LabUse.READ_AS_IT_STARTS)
  void probesAskForWhatExists(Lab lab, LabFactory labs) {
    EachAsked.of(
        submission.asked(),
        "probes.present",
        lab.evidence(),
        asked -> {
          assertThere(lab, asked.probes());
          lab.kubelet().assertPagesExist();
        });

    if (lab.probeFit().mayGiveUpTooSoon()) {
      labs.installAsWritten(StatefulSetPatches.ONE_POD).probeFit().assertBearsTheApp();
    }
  }

  private static void assertThere(Lab lab, List<String> kinds) {
    Container app = lab.appContainerAsWritten();
    lab.evidence()
        .keptFor(
            kinds.stream().filter(kind -> Probes.of(app, kind).isPresent()).count(), kinds.size());
    for (String kind : kinds) {
      lab.withHint(
          MISSING.formatted(app.getName(), kind, CONSEQUENCES.get(kind)),
          () ->
              assertThat(Probes.of(app, kind))
                  .as("%sProbe of %s", kind, app.getName())
                  .isPresent());
    }
  }

  @Behaviour("probes.startup-gates-liveness")
  void aSlowStartIsNotKilled(LabFactory labs) {
    labs.assumeStartCanBeSlow();
    Lab lab =
        labs.installAsWritten(StatefulSetPatches.ONE_POD, SlowStart.thatLivenessWouldNotBear());
    String pod = lab.pod(0).name();

    lab.eventually(
        "the slow pod ready, without a restart",
        () -> {
          assertThat(lab.timeline()).pod(pod).wasNeverRestarted();
          assertThat(lab.timeline()).pod(pod).becameReady();
        });
  }

  @CoreBehaviour(value = "probes.do-not-count", use = LabUse.COUNT)
  void probesDoNotCount(Lab lab) {
    lab.kubelet().assertNoneCounts();
    List<Long> before = lab.counter().counts();
    Duration window = lab.kubelet().threeProbePeriods();

    lab.consistentlyFor(
        window,
        "no count grows without a visit",
        () -> assertThat(lab.counter().counts()).as("counts, without a visit").isEqualTo(before));
  }

  @CoreBehaviour("probes.liveness-restarts")
  void aHungAppIsRestarted(LabFactory labs) {
    labs.assumeLivenessNoticesAHang();
    Lab lab = labs.installReady(StatefulSetPatches.ONE_POD);
    LabPod pod = lab.pod(0);
    pod.visit(lab.counter().randomVisitCount());
    List<Long> counts = lab.counter().counts();
    String uid = pod.uid();
    int restarts = pod.restarts();

    pod.freeze();

    dependingOnProbe(
        lab,
        "liveness",
        () ->
            lab.eventually(
                "the frozen container is restarted",
                () ->
                    assertThat(pod.restarts()).as("restarts of %s", pod).isEqualTo(restarts + 1)));
    lab.awaitReady();
    assertThat(pod.uid()).as("UID of the pod").isEqualTo(uid);
    lab.counter().assertCountsSurvived(counts);
  }

  @CoreBehaviour("probes.readiness-gates-traffic")
  void anUnreadyPodGetsNoTraffic(LabFactory labs) {
    Lab lab = labs.installToBreakReadiness(StatefulSetPatches.TWO_PODS);
    lab.clientTraffic().assumeService();
    LabPod pod = lab.pod(1);
    lab.clientTraffic().awaitReaching(pod);
    String uid = pod.uid();
    int restarts = pod.restarts();

    dependingOnProbe(lab, "readiness", () -> assertNoTrafficWhileUnready(lab, pod));
    assertThat(pod.restarts()).as("restarts of the unready pod").isEqualTo(restarts);
    assertThat(pod.uid()).as("UID of the pod").isEqualTo(uid);

    pod.restoreReadiness();
    lab.awaitReady();
    lab.eventually(
        "the pod is in the Service again", () -> lab.clientTraffic().assertEndpoint(pod, true));
    lab.eventually(
        "requests reach the pod again", () -> lab.clientTraffic().assertReached(pod, MANY_VISITS));
  }

  private static void assertNoTrafficWhileUnready(Lab lab, LabPod pod) {
    pod.breakReadiness();
    lab.eventually("the pod is not ready", () -> requireUnready(pod));
    lab.shortly(
        "the pod is out of the Service", () -> lab.clientTraffic().assertEndpoint(pod, false));
    lab.eventually(
        "requests stay away from the pod",
        () -> lab.clientTraffic().assertNotReached(pod, MANY_VISITS));
    lab.clientTraffic().assertNotReached(pod, MANY_VISITS);
  }

  private static void requireUnready(LabPod pod) {
    if (pod.isReady()) {
      throw new AssertionError("Pod %s is still ready.".formatted(pod.name()));
    }
  }

  /** A probe that is missing, or asks at a port where nothing answers, fails another criterion. */
  private static void dependingOnProbe(Lab lab, String kind, Runnable block) {
    boolean works =
        Probes.of(lab.appContainerAsWritten(), kind).isPresent() && lab.probeFit().isAimed(kind);
    lab.dependingOn(works ? List.of() : List.of("probes.present"), block);
  }
}
