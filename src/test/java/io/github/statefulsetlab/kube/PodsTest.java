package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A pod")
class PodsTest {

  private static PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .endContainer()
        .endSpec();
  }

  private static Pod ready(String status) {
    return pod("web-0")
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(status)
        .endCondition()
        .endStatus()
        .build();
  }

  @Test
  void isReadyByItsCondition() {
    assertThat(ready("True")).satisfies(p -> assertThat(Pods.isReady(p)).isTrue());
    assertThat(Pods.isReady(ready("False"))).isFalse();
    assertThat(Pods.isReady(ready("Unknown"))).isFalse();
    assertThat(Pods.isReady(pod("web-0").build())).isFalse();
  }

  @Test
  void isNotReadyOnItsWayOutWhateverItReports() {
    Pod leaving = ready("True");
    leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(Pods.reportsReady(leaving)).isTrue();
    assertThat(Pods.isReady(leaving)).isFalse();
    assertThat(Pods.phase(leaving)).isEqualTo("Terminating");
  }

  @Test
  void hasTheOrdinalAtTheEndOfItsName() {
    assertThat(Pods.ordinal(pod("my-web-12").build())).hasValue(12);
    assertThat(Pods.ordinal(pod("web-7d9f-x2k").build())).isEmpty();
    assertThat(Pods.ordinal(pod("web").build())).isEmpty();
    assertThat(Pods.ordinal(pod("web-2147483647").build())).hasValue(Integer.MAX_VALUE);
    assertThat(Pods.ordinal(pod("web-2147483648").build())).isEmpty();
    assertThat(Pods.ordinal(pod("web-99999999999").build())).isEmpty();
  }

  @Test
  void tellsWhyAContainerWaits() {
    Pod crashing =
        pod("web-0")
            .withNewStatus()
            .withPhase("Running")
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("app")
                    .withRestartCount(3)
                    .withNewState()
                    .withNewWaiting()
                    .withReason("CrashLoopBackOff")
                    .endWaiting()
                    .endState()
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(137)
                    .endTerminated()
                    .endLastState()
                    .build(),
                new ContainerStatusBuilder().withName("beside").withRestartCount(2).build())
            .endStatus()
            .build();

    assertThat(Pods.phase(crashing)).isEqualTo("CrashLoopBackOff");
    assertThat(Pods.waitingReason(crashing)).contains("CrashLoopBackOff");
    assertThat(Pods.isRunning(crashing)).isFalse();
    assertThat(Pods.restarts(crashing)).isEqualTo(5);
    assertThat(Pods.restarts(crashing, "app")).isEqualTo(3);
    assertThat(Pods.restarts(crashing, "missing")).isZero();
  }

  @Test
  void runsWhenAllItsContainersDo() {
    Pod running =
        pod("web-0")
            .withNewStatus()
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withNewState()
                    .withNewRunning()
                    .endRunning()
                    .endState()
                    .build())
            .endStatus()
            .build();

    assertThat(Pods.isRunning(running)).isTrue();
    assertThat(Pods.isRunning(pod("web-0").build())).isFalse();
  }

  @Test
  void hasAnAddressOnceItIsGivenOne() {
    assertThat(Pods.address(pod("web-0").build())).isEmpty();
    assertThat(Pods.address(pod("web-0").withNewStatus().withPodIP("").endStatus().build()))
        .isEmpty();
    assertThat(
            Pods.address(pod("web-0").withNewStatus().withPodIP("10.42.0.7").endStatus().build()))
        .contains("10.42.0.7");
  }

  @Test
  void namesTheClaimBehindAVolume() {
    Pod pod =
        pod("web-0")
            .editSpec()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim()
            .withClaimName("data-web-0")
            .endPersistentVolumeClaim()
            .endVolume()
            .addNewVolume()
            .withName("tmp")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .build();

    assertThat(Pods.claimName(pod, "data")).contains("data-web-0");
    assertThat(Pods.claimName(pod, "tmp")).isEmpty();
    assertThat(Pods.claimName(pod, "other")).isEmpty();
    assertThat(Pods.claimNames(pod)).containsExactly("data-web-0");
    assertThat(Pods.claimNames(pod("web-1").build())).isEmpty();
  }

  @Test
  void knowsItsRevisionAndItsController() {
    Pod pod =
        pod("web-0")
            .editMetadata()
            .addToLabels("controller-revision-hash", "web-aaa")
            .addNewOwnerReference()
            .withUid("set")
            .withController(true)
            .endOwnerReference()
            .addNewOwnerReference()
            .withUid("other")
            .endOwnerReference()
            .endMetadata()
            .build();

    assertThat(Pods.revision(pod)).contains("web-aaa");
    assertThat(Pods.revision(pod("web-0").build())).isEmpty();
    assertThat(Pods.isControlledBy(pod, set("set"))).isTrue();
    assertThat(Pods.isControlledBy(pod, set("other"))).isFalse();
    assertThat(Pods.isControlledBy(pod("web-0").build(), set("set"))).isFalse();
  }

  private static io.fabric8.kubernetes.api.model.apps.StatefulSet set(String uid) {
    return new StatefulSetBuilder().withNewMetadata().withUid(uid).endMetadata().build();
  }

  @ParameterizedTest
  @CsvSource({
    ", true",
    "ClusterFirst, true",
    "ClusterFirstWithHostNet, true",
    "Default, false",
    "None, false"
  })
  void askTheClustersDnsUnlessTheirPolicySaysOtherwise(@Nullable String policy, boolean asked) {
    PodSpec pods = new PodSpec();
    pods.setDnsPolicy(policy);

    assertThat(Pods.askClusterDns(pods)).isEqualTo(asked);
  }

  @Test
  void areNamedByTheirSetAndAnOrdinal() {
    assertThat(Pods.isNamedBy("web", "web-0")).isTrue();
    assertThat(Pods.isNamedBy("web", "web-12")).isTrue();
    assertThat(Pods.isNamedBy("web", "web-cache-0")).isFalse();
    assertThat(Pods.isNamedBy("web", "web-")).isFalse();
    assertThat(Pods.isNamedBy("w.b", "web-0")).isFalse();
  }
}
