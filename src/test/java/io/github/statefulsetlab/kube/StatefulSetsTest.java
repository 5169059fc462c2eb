package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinalsBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A StatefulSet")
class StatefulSetsTest {

  /** Three replicas, all ready at the revision that the template asks for. */
  private static StatefulSet complete() {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .withGeneration(2L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(3)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(2L)
        .withReplicas(3)
        .withReadyReplicas(3)
        .withAvailableReplicas(3)
        .withUpdatedReplicas(3)
        .withCurrentRevision("web-aaa")
        .withUpdateRevision("web-aaa")
        .endStatus()
        .build();
  }

  private static StatefulSet complete(Consumer<StatefulSet> but) {
    StatefulSet set = complete();
    but.accept(set);
    return set;
  }

  private static StatefulSet strategy(String type, Integer partition, Consumer<StatefulSet> but) {
    StatefulSet set =
        new StatefulSetBuilder(complete())
            .editSpec()
            .withNewUpdateStrategy()
            .withType(type)
            .withNewRollingUpdate()
            .withPartition(partition)
            .endRollingUpdate()
            .endUpdateStrategy()
            .endSpec()
            .build();
    but.accept(set);
    return set;
  }

  private static StatefulSet onDelete(Consumer<StatefulSet> but) {
    StatefulSet set =
        new StatefulSetBuilder(complete())
            .editSpec()
            .withNewUpdateStrategy()
            .withType("OnDelete")
            .endUpdateStrategy()
            .endSpec()
            .build();
    but.accept(set);
    return set;
  }

  private static void updating(StatefulSet set, int updated) {
    set.getStatus().setUpdateRevision("web-bbb");
    set.getStatus().setUpdatedReplicas(updated);
  }

  @Nested
  @DisplayName("is rolled out")
  class IsRolledOut {

    @Test
    void whenAllItsPodsAreReadyAtItsRevision() {
      assertThat(Rollout.isDone(complete())).isTrue();
      assertThat(Rollout.unfinished(complete())).isEmpty();
    }

    @Test
    void notBeforeTheControllerHasSeenTheLatestSpec() {
      assertThat(Rollout.unfinished(complete(set -> set.getStatus().setObservedGeneration(1L))))
          .contains("the controller has not seen the latest spec");
      assertThat(Rollout.isDone(complete(set -> set.setStatus(null)))).isFalse();
      assertThat(Rollout.isDone(complete(set -> set.getStatus().setObservedGeneration(null))))
          .isFalse();
    }

    @Test
    void notWhileAPodIsMissingOrNotReady() {
      assertThat(Rollout.unfinished(complete(set -> set.getStatus().setReplicas(2))))
          .contains("2 pods exist, not 3");
      assertThat(Rollout.unfinished(complete(set -> set.getStatus().setReadyReplicas(null))))
          .contains("0 pods are ready, not 3");
    }

    @Test
    void notWhileAPodIsStillToBeScaledAway() {
      assertThat(Rollout.unfinished(complete(set -> set.getSpec().setReplicas(2))))
          .contains("3 pods exist, not 2");
    }

    @Test
    void notBeforeMinReadySecondsAreOver() {
      StatefulSet waiting =
          complete(
              set -> {
                set.getSpec().setMinReadySeconds(5);
                set.getStatus().setAvailableReplicas(2);
              });
      assertThat(Rollout.unfinished(waiting)).contains("2 pods are available, not 3");
      waiting.getStatus().setAvailableReplicas(3);
      assertThat(Rollout.isDone(waiting)).isTrue();
    }

    @Test
    void notHalfwayThroughAnUpdate() {
      assertThat(Rollout.unfinished(complete(set -> updating(set, 2))))
          .contains("2 pods are updated, not 3");
      assertThat(Rollout.unfinished(complete(set -> updating(set, 3))))
          .contains("the controller has not closed the update");
    }

    @Test
    void withNoReplicasAskedFor() {
      assertThat(
              Rollout.isDone(
                  complete(
                      set -> {
                        set.getSpec().setReplicas(0);
                        set.getStatus().setReplicas(0);
                        set.getStatus().setReadyReplicas(0);
                        set.getStatus().setUpdatedReplicas(0);
                      })))
          .isTrue();
    }

    @Test
    void downToItsPartition() {
      assertThat(Rollout.unfinished(strategy("RollingUpdate", 2, set -> updating(set, 0))))
          .contains("0 pods are updated, not 1");
      assertThat(Rollout.isDone(strategy("RollingUpdate", 2, set -> updating(set, 1)))).isTrue();
      assertThat(Rollout.isDone(strategy("RollingUpdate", 7, set -> updating(set, 0)))).isTrue();
      assertThat(Rollout.isDone(strategy("RollingUpdate", 0, set -> updating(set, 1)))).isFalse();
    }

    @Test
    void downToItsPartitionCountedFromItsFirstOrdinal() {
      Consumer<StatefulSet> fromFive =
          set -> set.getSpec().setOrdinals(new StatefulSetOrdinalsBuilder().withStart(5).build());
      assertThat(
              Rollout.isDone(
                  strategy("RollingUpdate", 1, fromFive.andThen(set -> updating(set, 1)))))
          .isFalse();
      assertThat(
              Rollout.isDone(
                  strategy("RollingUpdate", 1, fromFive.andThen(set -> updating(set, 2)))))
          .isTrue();
    }

    @Test
    void underOnDeleteWhateverTheRevisions() {
      assertThat(Rollout.isDone(onDelete(set -> updating(set, 0)))).isTrue();
      assertThat(Rollout.isDone(onDelete(set -> set.getStatus().setReadyReplicas(2)))).isFalse();
    }
  }

  @Nested
  @DisplayName("with its pods, is rolled out")
  class WithItsPods {

    private static Pod pod(int ordinal, String revision) {
      return new PodBuilder()
          .withNewMetadata()
          .withName("web-" + ordinal)
          .addToLabels("controller-revision-hash", revision)
          .endMetadata()
          .withNewStatus()
          .withPhase("Running")
          .addNewCondition()
          .withType("Ready")
          .withStatus("True")
          .endCondition()
          .endStatus()
          .build();
    }

    @Test
    void notWhileOneTerminatesThoughTheStatusCountsItAsReady() {
      Pod leaving = pod(1, "web-aaa");
      leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

      assertThat(
              Rollout.unfinished(
                  complete(), List.of(pod(0, "web-aaa"), leaving, pod(2, "web-aaa"))))
          .contains("pod web-1 is Terminating, not ready");
      assertThat(Rollout.unfinished(complete(), List.of(pod(0, "web-aaa"), pod(2, "web-aaa"))))
          .contains("there is no pod web-1");
      assertThat(
              Rollout.isDone(
                  complete(), List.of(pod(0, "web-aaa"), pod(1, "web-aaa"), pod(2, "web-aaa"))))
          .isTrue();
    }

    @Test
    void whenThoseAboveThePartitionAreAtTheNewRevision() {
      StatefulSet set = strategy("RollingUpdate", 2, s -> updating(s, 1));

      assertThat(
              Rollout.isDone(set, List.of(pod(0, "web-aaa"), pod(1, "web-aaa"), pod(2, "web-bbb"))))
          .isTrue();
      assertThat(
              Rollout.unfinished(
                  set, List.of(pod(0, "web-aaa"), pod(1, "web-aaa"), pod(2, "web-aaa"))))
          .contains("pod web-2 is at revision web-aaa, not web-bbb");
    }
  }

  @Test
  void hasKubernetesDefaults() {
    StatefulSet bare =
        new StatefulSetBuilder()
            .withNewMetadata()
            .withName("web")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build();

    assertThat(StatefulSets.podNames(bare)).containsExactly("web-0");
    assertThat(StatefulSets.podManagementPolicy(bare)).isEqualTo("OrderedReady");
    assertThat(StatefulSets.updateStrategy(bare)).isEqualTo("RollingUpdate");
    assertThat(StatefulSets.partition(bare)).isZero();
    assertThat(StatefulSets.staging(bare)).isEmpty();
    assertThat(StatefulSets.staging(strategy("RollingUpdate", 1, set -> {}))).contains("partition");
    assertThat(StatefulSets.staging(strategy("RollingUpdate", 0, set -> {}))).isEmpty();
    assertThat(StatefulSets.staging(strategy("OnDelete", 0, set -> {}))).contains("OnDelete");
    assertThat(StatefulSets.minReadySeconds(bare)).isZero();
    assertThat(StatefulSets.whenScaled(bare)).isEqualTo("Retain");
    assertThat(StatefulSets.whenDeleted(bare)).isEqualTo("Retain");
    assertThat(StatefulSets.updateRevision(bare)).isEmpty();
    assertThat(StatefulSets.readyReplicas(bare)).isZero();
  }

  @Test
  void bearsARollingUpdateWithoutItsParameters() {
    StatefulSet set =
        new StatefulSetBuilder(complete())
            .editSpec()
            .withNewUpdateStrategy()
            .withType("RollingUpdate")
            .endUpdateStrategy()
            .endSpec()
            .build();

    assertThat(StatefulSets.partition(set)).isZero();
    assertThat(Rollout.isDone(set)).isTrue();
  }

  @Test
  void namesItsPodsFromItsFirstOrdinal() {
    StatefulSet set =
        new StatefulSetBuilder(complete())
            .editSpec()
            .withNewOrdinals()
            .withStart(5)
            .endOrdinals()
            .endSpec()
            .build();

    assertThat(StatefulSets.podNames(set)).containsExactly("web-5", "web-6", "web-7");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, 2",
    "0, 3, 1",
    "50%, 3, 2",
    "33%, 3, 1",
    "34%, 3, 2",
    "100%, 12, 12",
    "1%, 3, 1"
  })
  void mayUpdateSeveralPodsAtATime(String most, int replicas, int pods) {
    StatefulSet set = strategy("RollingUpdate", 0, s -> s.getSpec().setReplicas(replicas));
    assertThat(StatefulSets.maxUnavailable(set)).isEqualTo(1);

    set.getSpec()
        .getUpdateStrategy()
        .getRollingUpdate()
        .setMaxUnavailable(
            most.endsWith("%") ? new IntOrString(most) : new IntOrString(Integer.valueOf(most)));

    assertThat(StatefulSets.maxUnavailable(set)).isEqualTo(pods);
  }
}
