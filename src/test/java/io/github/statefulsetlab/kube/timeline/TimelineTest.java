package io.github.statefulsetlab.kube.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A timeline")
class TimelineTest {

  private final Script script = new Script();
  private final Timeline timeline = script.timeline();

  @Test
  void ordersByRevisionWhateverTheOrderOfArrival() {
    Instant now = Instant.now();
    timeline.add(new Change(12, now, Change.Action.DELETED, FakeFeed.pod("web-0", "a", 12)));
    timeline.add(
        new Change(9, now.plusSeconds(5), Change.Action.ADDED, FakeFeed.pod("web-0", "a", 9)));

    assertThat(timeline.changes()).extracting(Change::revision).containsExactly(9L, 12L);
    assertThat(timeline.pod("web-0").current()).isEmpty();
  }

  @Test
  void knowsWhatExistsNow() {
    script.created("web-1", "web-0").claimCreated("data-web-0").gone("web-1");

    assertThat(timeline.current(Pod.class))
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("web-0");
    assertThat(timeline.current(PersistentVolumeClaim.class)).hasSize(1);
    assertThat(timeline.pod("web-1").current()).isEmpty();
    assertThat(timeline.pod("web-1").lastSeen()).isPresent();
    assertThat(timeline.pod("web-9").changes()).isEmpty();
  }

  @Test
  void tellsIncarnationsApartByTheirUids() {
    script.created("web-0").ready("web-0").gone("web-0").created("web-0");
    History<Pod> history = timeline.pod("web-0");

    assertThat(history.uids()).containsExactly("uid-1", "uid-2");
    assertThat(history.incarnation(1).deleted()).isPresent();
    assertThat(history.incarnation(2).became("ready", Pods::isReady)).isEmpty();
    assertThat(history.incarnation(3).changes()).isEmpty();
  }

  @Test
  void takesGoingOnForNoBecoming() {
    script.created("web-0").ready("web-0").claimCreated("now").touched("web-0");
    Milestone ready =
        ObjectRefs.pod("web-0").after(ObjectRefs.claim("now").wasCreated()).becameReady();

    assertThat(ready.in(timeline)).isEmpty();
    script.unready("web-0").ready("web-0");
    assertThat(ready.in(timeline)).isPresent();
  }

  @Test
  void keepsAnEventThatHappensAgainOnceAndOnlyTheLastThousand() {
    IntStream.rangeClosed(1, 1500).forEach(n -> timeline.add(event("e" + n, n)));
    timeline.add(event("e600", 2000));
    timeline.add(event("e1500", 7));

    assertThat(timeline.lastEvents(2))
        .containsExactly("Started Pod/web-0: no. 1500", "Started Pod/web-0: no. 2000");
    assertThat(timeline.changes()).hasSize(1000);
  }

  private static Change event(String name, int revision) {
    return new Change(
        revision,
        Instant.EPOCH,
        Change.Action.ADDED,
        new EventBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withReason("Started")
            .withMessage("no. " + revision)
            .withNewInvolvedObject()
            .withKind("Pod")
            .withName("web-0")
            .endInvolvedObject()
            .build());
  }

  @Test
  void canBeReadOverAGapThatIsOverButNotOverOneThatIsNot() {
    script.created("web-0");
    timeline.add(new Gap("Pod", 1, OptionalLong.of(5), "expired"));
    assertThat(timeline.current(Pod.class)).hasSize(1);

    timeline.add(new Gap("Pod", 9, OptionalLong.empty(), "no answer"));
    assertThatExceptionOfType(TimelineGapException.class)
        .isThrownBy(() -> timeline.pod("web-0"))
        .withMessageContaining("no answer");
    assertThatCode(() -> timeline.current(PersistentVolumeClaim.class)).doesNotThrowAnyException();
  }

  @Test
  void isWrittenAndReadByManyAtOnce() {
    CompletableFuture<?>[] writers =
        IntStream.range(0, 4)
            .mapToObj(
                n ->
                    CompletableFuture.runAsync(
                        () ->
                            IntStream.range(1, 500)
                                .forEach(
                                    i -> {
                                      timeline.add(
                                          new Change(
                                              i * 4L + n,
                                              Instant.EPOCH,
                                              Change.Action.MODIFIED,
                                              FakeFeed.pod("web-" + i % 3, "a", i * 4L + n)));
                                      assertThat(timeline.current(Pod.class)).isNotEmpty();
                                    })))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(writers).join();

    List<Long> revisions = timeline.changes().stream().map(Change::revision).toList();
    assertThat(revisions).hasSize(4 * 499).isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void tellsItsPodsStoryWithoutWhatNobodyWouldTell() {
    script.created("web-0").touched("web-0").ready("web-0").terminating("web-0").gone("web-0");

    assertThat(TimelineFormatter.ofPods(timeline))
        .isEqualToNormalizingNewlines(
            """
                  0.0 s  web-0  new: Pending, revision web-aaa
                  2.0 s  web-0  Running, ready, revision web-aaa
                  3.0 s  web-0  Terminating, ready, revision web-aaa
                  4.0 s  web-0  gone
            """);
    assertThat(TimelineFormatter.ofPods(new Timeline())).startsWith("(nothing happened)");
  }

  @Test
  void shortensALongStoryToItsEnd() {
    script.created("web-0");
    IntStream.range(0, 50).forEach(n -> script.restarted("web-0", n + 1));

    assertThat(TimelineFormatter.ofPods(timeline).lines()).hasSize(41).first().isEqualTo("   …");
  }

  /** A pod that may call the API server can change its own labels all day. */
  @Test
  void keepsSoManyChangesOfAKindAndIsNotCompleteThen() {
    for (int i = 1; i <= Timeline.MOST_CHANGES; i++) {
      change(i, Map.of());
    }
    assertThat(timeline.pod("web-0").current()).isPresent();

    change(Timeline.MOST_CHANGES + 1, Map.of());
    change(Timeline.MOST_CHANGES + 2, Map.of());

    assertThat(timeline.gaps()).hasSize(1);
    assertThat(timeline.changes()).hasSize((int) Timeline.MOST_CHANGES);
    assertThatExceptionOfType(TimelineGapException.class)
        .isThrownBy(() -> timeline.pod("web-0"))
        .withMessageContaining("more than the 5000 that are kept");
    assertThat(timeline.current(PersistentVolumeClaim.class)).isEmpty();
  }

  @Test
  void countsLargeAnnotationsAsManyChanges() {
    for (int i = 1; i <= 100; i++) {
      change(i, Map.of("a", "x".repeat(250_000)));
    }

    assertThat(timeline.gaps()).hasSize(1);
    assertThat(timeline.changes()).hasSizeLessThan(100);
  }

  private void change(long revision, Map<String, String> annotations) {
    Pod pod = FakeFeed.pod("web-0", "a", revision);
    pod.getMetadata().setAnnotations(annotations);
    timeline.add(new Change(revision, Instant.now(), Change.Action.MODIFIED, pod));
  }
}
