package io.github.statefulsetlab.kube.timeline;

import static io.github.statefulsetlab.kube.timeline.ObjectRefs.claim;
import static io.github.statefulsetlab.kube.timeline.ObjectRefs.pod;
import static io.github.statefulsetlab.kube.timeline.ObjectRefs.statefulSet;
import static io.github.statefulsetlab.kube.timeline.TimelineAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A sentence about a timeline")
class TimelineAssertTest {

  private final Script script = new Script();
  private final Timeline timeline = script.timeline();

  private static void fails(ThrowingCallable sentence, String... saying) {
    assertThatThrownBy(sentence).isInstanceOf(AssertionError.class).hasMessageContainingAll(saying);
  }

  @Nested
  @DisplayName("about the start")
  class Start {

    @Test
    void holdsWhereOnePodStartedAfterAnother() {
      script.created("web-0").ready("web-0").created("web-1").ready("web-1").created("web-2");

      assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").becameReady());
      assertThat(timeline).that(pod("web-0").becameReady()).isBefore(pod("web-2").wasCreated());
      assertThat(timeline).pods("web-0", "web-1", "web-2").startedOneByOne();
    }

    @Test
    void failsWithTheHistoryOfThePodsConcerned() {
      script.created("web-0", "web-1", "other-7").ready("web-0");

      fails(
          () -> assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").becameReady()),
          "Expected that web-1 was created after web-0 became ready, but it was the other way round.",
          """
                0.0 s  web-0  new: Pending, revision web-aaa
          ->    1.0 s  web-1  new: Pending, revision web-aaa
          ->    3.0 s  web-0  Running, ready, revision web-aaa
          """);
      assertThatThrownBy(() -> assertThat(timeline).pods("web-0", "web-1").startedOneByOne())
          .hasMessageNotContaining("other-7");
    }

    @Test
    void failsWhereThereIsNothingToCompare() {
      script.created("web-0");

      fails(
          () -> assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").wasCreated()),
          "it never happened that web-1 was created");
      fails(
          () -> assertThat(timeline).pod("web-0").wasCreatedAfter(pod("web-1").becameReady()),
          "it never happened that web-1 became ready");
      fails(() -> assertThat(timeline).pods("web-0", "web-1").startedOneByOne(), "web-1");
    }

    @Test
    void tellsParallelFromOrdered() {
      script.created("web-0", "web-1", "web-2").ready("web-1", "web-0", "web-2");

      assertThat(timeline).pods("web-0", "web-1", "web-2").startedAllAtOnce();
      fails(
          () -> assertThat(timeline).pods("web-0", "web-1", "web-2").startedOneByOne(),
          "web-1 was created after web-0 became ready");
    }

    @Test
    void isNotFooledByAnOrderedStart() {
      script.created("web-0").ready("web-0").created("web-1");

      fails(
          () -> assertThat(timeline).pods("web-0", "web-1").startedAllAtOnce(),
          "web-0 became ready only after web-1 was created");
    }

    @Test
    void saysThatAPodWasHeldBack() {
      script.created("web-0");

      assertThat(timeline).pod("web-1").neverExisted();
      assertThat(timeline)
          .that(pod("web-1").wasCreated())
          .didNotHappenBefore(pod("web-0").becameReady());
      assertThat(timeline).noneBecameReady(List.of("web-0", "web-1"));

      script.created("web-1");
      fails(() -> assertThat(timeline).pod("web-1").neverExisted(), "but it did");
      fails(
          () ->
              assertThat(timeline)
                  .that(pod("web-1").wasCreated())
                  .didNotHappenBefore(pod("web-0").becameReady()),
          "web-1 was created only after web-0 became ready");
    }

    @Test
    void knowsWhoIsThereNow() {
      script.created("web-0", "web-1").gone("web-1");

      assertThat(timeline).allExist(List.of("web-0"));
      fails(() -> assertThat(timeline).allExist(List.of("web-0", "web-1")), "there is no web-1");
    }
  }

  @Nested
  @DisplayName("about scaling")
  class Scaling {

    @Test
    void wantsTheHighestGoneBeforeTheNextGoes() {
      script.scaled(3).created("web-0", "web-1", "web-2").scaled(1);
      script.terminating("web-2").gone("web-2").terminating("web-1").gone("web-1");

      assertThat(timeline)
          .pods("web-1", "web-2")
          .after(statefulSet("web").wasScaledTo(1))
          .terminatedFromTheTop();
      assertThat(timeline).that(pod("web-2").wasDeleted()).isBefore(pod("web-1").wasDeleted());
      assertThat(timeline).pod("web-0").neverStartedTerminating();
    }

    @Test
    void failsWhereTheNextGoesTooEarly() {
      script.created("web-1", "web-2").terminating("web-2").terminating("web-1");
      script.gone("web-2").gone("web-1");

      assertThat(timeline).that(pod("web-2").wasDeleted()).isBefore(pod("web-1").wasDeleted());
      fails(
          () -> assertThat(timeline).pods("web-1", "web-2").terminatedFromTheTop(),
          "web-1 started terminating after web-2 was deleted");
    }

    @Test
    void seesThatAnUnreadyPodHaltsIt() {
      script.scaled(3).created("web-0", "web-1", "web-2").ready("web-0").unready("web-0").scaled(2);

      assertThat(timeline).pod("web-0").becameUnready();
      assertThat(timeline)
          .that(pod("web-2").startedTerminating())
          .didNotHappenBefore(pod("web-0").after(pod("web-0").becameUnready()).becameReady());

      script.ready("web-0").terminating("web-2");
      assertThat(timeline)
          .that(pod("web-2").startedTerminating())
          .didNotHappenBefore(pod("web-0").after(pod("web-0").becameUnready()).becameReady());
    }

    @Test
    void countsOnlyWhatHappenedAfterAMilestone() {
      script.scaled(1).created("web-0", "web-1").gone("web-1").scaled(3).created("web-1");

      assertThat(timeline)
          .that(pod("web-1").after(statefulSet("web").wasScaledTo(3)).wasCreated())
          .happened();
      fails(
          () ->
              assertThat(timeline)
                  .that(pod("web-0").after(statefulSet("web").wasScaledTo(3)).wasCreated())
                  .happened(),
          "it never happened");
      assertThat(timeline).pod("web-1").after(statefulSet("web").wasScaledTo(7)).neverExisted();
    }
  }

  @Nested
  @DisplayName("about updates")
  class Updates {

    private void replaced(String pod, String revision) {
      script.terminating(pod).gone(pod).createdAt(revision, pod).ready(pod);
    }

    @Test
    void wantsTheNewPodReadyBeforeTheNextGoes() {
      script.created("web-0", "web-1").ready("web-0", "web-1");
      replaced("web-1", "web-bbb");
      replaced("web-0", "web-bbb");

      assertThat(timeline).pods("web-0", "web-1").wereReplacedFromTheTop();
      assertThat(timeline).pod("web-0").wentThroughRevisions("web-aaa", "web-bbb");
      assertThat(timeline)
          .that(pod("web-1").incarnation(2).becameReady())
          .isBefore(pod("web-0").incarnation(1).startedTerminating());
    }

    @Test
    void failsWhereTheOldPodsReadinessIsTakenForTheNewOnes() {
      script.created("web-0", "web-1").ready("web-0", "web-1");
      script.terminating("web-1").gone("web-1").createdAt("web-bbb", "web-1");
      replaced("web-0", "web-bbb");
      script.ready("web-1");

      fails(
          () -> assertThat(timeline).pods("web-0", "web-1").wereReplacedFromTheTop(),
          "web-0 started terminating after web-1 became ready after it was replaced");
    }

    @Test
    void seesThatAPartitionKeepsPodsAtTheirRevision() {
      script.created("web-0", "web-1").ready("web-0", "web-1");
      replaced("web-1", "web-bbb");
      replaced("web-0", "web-aaa");

      assertThat(timeline).pod("web-0").wentThroughRevisions("web-aaa", "web-aaa");
      fails(
          () -> assertThat(timeline).pod("web-0").wentThroughRevisions("web-aaa", "web-bbb"),
          "but it was at web-aaa, web-aaa");
    }

    @Test
    void seesThatNothingIsReplacedUnderOnDelete() {
      script.created("web-0", "web-1");
      assertThat(timeline).pods("web-0", "web-1").wereNeverReplaced();

      script.gone("web-1").createdAt("web-bbb", "web-1");
      assertThat(timeline).pods("web-0").wereNeverReplaced();
      fails(
          () -> assertThat(timeline).pods("web-0", "web-1").wereNeverReplaced(),
          "web-1 was replaced");
    }
  }

  @Nested
  @DisplayName("about restarts and claims")
  class RestartsAndClaims {

    @Test
    void tellsARestartFromAReplacement() {
      script.created("web-0").ready("web-0").restarted("web-0", 1);

      assertThat(timeline).that(pod("web-0").wasRestarted()).happened();
      assertThat(timeline).pods("web-0").wereNeverReplaced();
    }

    @Test
    void countsARestartOnce() {
      script.created("web-0").restarted("web-0", 1).claimCreated("later").touched("web-0");

      assertThat(timeline).pod("web-0").after(claim("later").wasCreated()).wasNeverRestarted();
    }

    @Test
    void seesThatAClaimOutlivesItsPod() {
      script.claimCreated("data-web-0").created("web-0").gone("web-0").created("web-0");

      assertThat(timeline).that(claim("data-web-0").wasDeleted()).neverHappened();
      assertThat(timeline).that(claim("data-web-0").wasReplaced()).neverHappened();
    }

    @Test
    void seesThatAClaimInUseWaitsForItsPod() {
      script.claimCreated("data-web-0").created("web-0").claimTerminating("data-web-0");
      assertThat(timeline)
          .that(claim("data-web-0").wasDeleted())
          .didNotHappenBefore(pod("web-0").wasDeleted());

      script.terminating("web-0").gone("web-0").claimGone("data-web-0").claimCreated("data-web-0");
      assertThat(timeline)
          .that(claim("data-web-0").startedTerminating())
          .isBefore(pod("web-0").wasDeleted());
      assertThat(timeline)
          .that(claim("data-web-0").wasDeleted())
          .isAfter(pod("web-0").wasDeleted());
      fails(
          () -> assertThat(timeline).that(claim("data-web-0").wasReplaced()).neverHappened(),
          "PersistentVolumeClaim/data-web-0  Terminating");
    }
  }

  @Nested
  @DisplayName("about a history with a gap")
  class WithAGap {

    @Test
    void isNeitherTrueNorFalse() {
      script.created("web-0").ready("web-0").created("web-1");
      timeline.add(new Gap("Pod", 100, OptionalLong.of(101), "too old resource version"));

      assertThatExceptionOfType(TimelineGapException.class)
          .isThrownBy(
              () -> assertThat(timeline).pod("web-1").wasCreatedAfter(pod("web-0").becameReady()))
          .withMessageContaining("Pods may be missing between revisions 100 and 101")
          .withMessageContaining("too old resource version");
      assertThatExceptionOfType(TimelineGapException.class)
          .isThrownBy(() -> assertThat(timeline).noneBecameReady(List.of("web-9")));
      assertThatExceptionOfType(TimelineGapException.class)
          .isThrownBy(() -> assertThat(timeline).pod("web-0").wentThroughRevisions("web-aaa"));
    }

    @Test
    void isJudgedWhereTheGapIsInAnotherKind() {
      script.created("web-0").claimCreated("data-web-0");
      timeline.add(new Gap("Event", 100, OptionalLong.empty(), "gone"));

      assertThat(timeline)
          .that(pod("web-0").wasCreated())
          .isBefore(claim("data-web-0").wasCreated());
    }
  }
}
