package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.kube.timeline.Change;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.submission.NotGradableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The grader's own pods")
class ToolboxPodTest {

  private static final String NAME = "grader-1";
  private static final String UID = "ours";
  private static final Namespace LAB =
      new NamespaceBuilder()
          .withNewMetadata()
          .withName("lab")
          .withUid("uid-of-lab")
          .endMetadata()
          .build();

  private final Timeline timeline = new Timeline();
  private final ToolboxIdentity identity = new ToolboxIdentity(NAME, UID, Optional.of(timeline));

  @Test
  void haveNamesThatNobodyCanForetell() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> ToolboxTemplate.name("grader-data-web-0")))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("grader-data-web-0-[0-9a-f]{16}"));
    assertThat(ToolboxTemplate.name("x".repeat(80))).hasSize(63).matches("x+-[0-9a-f]{16}");
  }

  /** Controllers adopt what has no controller. */
  @Test
  void haveAControllerAlready() {
    assertThat(ToolboxTemplate.pod(LAB, "grader", "image").getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getKind()).isEqualTo("Namespace");
              assertThat(owner.getUid()).isEqualTo("uid-of-lab");
              assertThat(owner.getController()).isTrue();
            });
  }

  @Test
  void areToldFromThoseOfAChart() {
    Pod other =
        new PodBuilder()
            .withNewMetadata()
            .addToLabels("app.kubernetes.io/managed-by", "statefulset-lab")
            .endMetadata()
            .build();

    assertThat(ToolboxPod.isOne(ToolboxTemplate.pod(LAB, "grader", "image"))).isTrue();
    assertThat(ToolboxPod.isOne(other)).isFalse();
    assertThat(ToolboxPod.isOne(new PodBuilder().withNewMetadata().endMetadata().build()))
        .isFalse();
  }

  @Test
  void haveALabelOfThisRun() {
    assertThat(ToolboxTemplate.pod(LAB, "grader", "image").getMetadata().getLabels())
        .hasEntrySatisfying(
            "statefulset-lab.github.io/run", id -> assertThat(id).matches("[0-9a-f]{16}"));
  }

  @Test
  void areThemselvesWhileNobodyElseHasTheirName() {
    assertThatCode(identity::require).doesNotThrowAnyException();

    record(1, Change.Action.ADDED, UID);
    record(2, Change.Action.MODIFIED, UID);

    assertThatCode(identity::require).doesNotThrowAnyException();
  }

  @Test
  void areNotThemselvesOnceAnotherPodHasTheirName() {
    record(1, Change.Action.ADDED, UID);
    record(2, Change.Action.DELETED, UID);
    record(3, Change.Action.ADDED, "theirs");

    assertThatExceptionOfType(NotGradableException.class)
        .isThrownBy(identity::require)
        .withMessageContaining("took the place of the grader's own pod " + NAME);
  }

  @Test
  void areMissedUnlessTheGraderItselfDeletedThem() {
    record(1, Change.Action.ADDED, UID);
    record(2, Change.Action.DELETED, UID);

    assertThatExceptionOfType(ClusterException.class).isThrownBy(identity::require);

    identity.release();

    assertThatCode(identity::require).doesNotThrowAnyException();
  }

  /** A file may be readable by its owner alone. */
  @Test
  void readClaimsAsTheUserWhoWritesThem() {
    Pod app =
        new PodBuilder()
            .withNewSpec()
            .withNewSecurityContext()
            .withRunAsUser(1000L)
            .withRunAsGroup(3000L)
            .withFsGroup(2000L)
            .endSecurityContext()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("data-web-0", false)
            .endVolume()
            .addNewContainer()
            .withName("app")
            .addNewVolumeMount()
            .withName("data")
            .endVolumeMount()
            .endContainer()
            .endSpec()
            .build();

    Pod toolbox =
        ToolboxTemplate.mounting(
            ToolboxTemplate.pod(LAB, "grader", "image"), app, Map.of("data-web-0", "/claim"));

    assertThat(toolbox.getSpec().getSecurityContext())
        .returns(1000L, PodSecurityContext::getRunAsUser)
        .returns(3000L, PodSecurityContext::getRunAsGroup)
        .returns(2000L, PodSecurityContext::getFsGroup)
        .returns(true, PodSecurityContext::getRunAsNonRoot);
    assertThat(toolbox.getSpec().getContainers().get(0).getSecurityContext().getCapabilities())
        .returns(List.of("ALL"), Capabilities::getDrop);
  }

  /** An app that answers after two seconds, forty times in a row, is no fault of the grader. */
  @ParameterizedTest
  @ValueSource(ints = {124, 143})
  void holdAgainstTheAppThatItIsSlow(int status) {
    ToolboxPod.Result stopped = new ToolboxPod.Result(status, "");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> stopped.inTime(Duration.ofSeconds(40)))
        .withMessage("Not answered within 40 s in all.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 137})
  void leaveAllElseAsItIs(int status) {
    ToolboxPod.Result ended = new ToolboxPod.Result(status, "wget: no such host");

    assertThat(ended.inTime(Duration.ofSeconds(40))).isEqualTo(ended);
  }

  private void record(long revision, Change.Action action, String uid) {
    Pod pod = new PodBuilder().withNewMetadata().withName(NAME).withUid(uid).endMetadata().build();
    timeline.add(new Change(revision, Instant.EPOCH, action, pod));
  }
}
