package io.github.statefulsetlab.behaviours.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.PodIdentity;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Identity")
class IdentityIT {

  @Parameter Submission submission;

  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @Behaviour("identity.ordinal-names")
  void podsAreNamedByTheirOrdinals(Lab lab) {
    List<Pod> pods = lab.podsOf(lab.statefulSet());

    lab.dependingOn(
        List.of("chart.kind-toggle"),
        () ->
            assertThat(pods)
                .as("pods that the set's selector matches")
                .extracting(pod -> pod.getMetadata().getName())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(lab.podNames()));
    Collection<PodIdentity> expected = PodIdentity.expected(lab.statefulSet());
    lab.evidence()
        .keptFor(
            pods.stream().map(PodIdentity::of).filter(expected::contains).count(), expected.size());
    assertThat(pods)
        .extracting(PodIdentity::of)
        .as("labels, host name and subdomain of each pod")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Behaviour("identity.governing-service")
  void theGoverningServiceIsThereForTheSetsPods(LabFactory labs) {
    Lab lab = labs.withHeadlessService();
    GoverningService governing = lab.dns().governingService();

    lab.dependingOn(
        governing.selectsNone() ? List.of("chart.label-triangle") : List.of(),
        () -> lab.withHint(governing.remedyForNoRecords(), () -> assertGoverns(lab, governing)));
    lab.withHint(
        governing.remedyForPorts(),
        () ->
            assertThat(governing.undeclaredPorts())
                .as("ports of Service %s that lead to no port of the pods", governing.name())
                .isEmpty());
    lab.dependingOn(
        List.of("identity.ordinal-names"),
        () -> lab.withHint(governing.remedyForStrangers(), () -> assertNoOthers(lab, governing)));
  }

  private static void assertGoverns(Lab lab, GoverningService governing) {
    governing
        .whyNotHeadless()
        .ifPresent(
            why -> {
              throw new AssertionError(why);
            });
    lab.eventually(
        "endpoints of Service %s".formatted(governing.name()),
        () -> assertThat(lab.dns().podsBehind(governing)).containsAll(lab.podNames()));
  }

  private static void assertNoOthers(Lab lab, GoverningService governing) {
    assertThat(lab.dns().podsBehind(governing))
        .as("pods that Service %s selects", governing.name())
        .containsExactlyInAnyOrderElementsOf(lab.podNames());
  }

  @Behaviour("identity.replaced-not-renamed")
  void aDeletedPodComesBackUnderItsName(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    LabPod deleted = lab.pod(0);
    LabPod sibling = lab.pod(1);
    String uid = deleted.uid();
    String siblings = sibling.uid();

    deleted.delete();
    deleted.awaitReplacement(uid);

    lab.consistentlyFor(
        A_WHILE,
        "the sibling is the same pod, and the set has no others",
        () -> {
          assertThat(sibling.uid()).as("UID of %s", sibling).isEqualTo(siblings);
          assertThat(lab.podsOf(lab.statefulSet()))
              .filteredOn(pod -> Pods.isControlledBy(pod, lab.statefulSet()))
              .extracting(pod -> pod.getMetadata().getName())
              .containsExactlyInAnyOrderElementsOf(lab.podNames());
        });
  }

  @Behaviour("identity.orphans-adopted")
  void aNewSetAdoptsThePodsOfTheOld(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.replicas(2));
    StatefulSet set = lab.statefulSet();
    List<LabPod> pods = lab.pods();
    List<String> uids = pods.stream().map(LabPod::uid).toList();

    lab.admin().orphanPods();
    lab.eventually(
        "nobody owns the pods",
        () ->
            assertThat(lab.podsOf(set))
                .filteredOn(pod -> Pods.isControlledBy(pod, set))
                .extracting(pod -> pod.getMetadata().getName())
                .as("pods that the old set still owns")
                .isEmpty());
    StatefulSet anew = lab.admin().recreate(set);

    lab.eventually(
        "the new set owns the pods",
        () ->
            assertThat(lab.pods())
                .hasSameSizeAs(uids)
                .filteredOn(pod -> !pod.isControlledBy(anew))
                .extracting(LabPod::name)
                .as("pods that the new set does not own")
                .isEmpty());
    lab.awaitReady();
    assertThat(lab.pods()).as("UIDs of the pods").extracting(LabPod::uid).isEqualTo(uids);
  }
}
