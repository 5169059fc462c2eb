package io.github.statefulsetlab.kube.timeline;

import static io.github.statefulsetlab.kube.timeline.FakeFeed.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher.Action;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recorder of a kind")
class KindRecorderTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final FakeFeed feed = new FakeFeed();
  private final Timeline timeline = new Timeline();
  private final ExecutorService background = Executors.newCachedThreadPool();
  private final KindRecorder<Pod> recorder =
      new KindRecorder<>(Pod.class, feed, timeline, background, Duration.ofMillis(1));

  @AfterEach
  void stop() throws InterruptedException {
    recorder.close();
    background.shutdown();
    assertThat(background.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private void awaitWatches(int number) {
    await("watch no. " + number)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(feed.watches()).hasSize(number));
  }

  @Test
  void recordsWhatTheWatchSays() {
    recorder.open("100");
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    feed.last().says(Action.DELETED, pod("web-0", "a", 105));

    assertThat(feed.last().since()).isEqualTo("100");
    assertThat(timeline.pod("web-0").created()).hasValueSatisfying(at(101));
    assertThat(timeline.pod("web-0").deleted()).hasValueSatisfying(at(105));
  }

  private static java.util.function.Consumer<Moment> at(long revision) {
    return moment -> assertThat(moment.revision()).isEqualTo(revision);
  }

  @Test
  void goesOnWhereABrokenWatchLeftOffAndMissesNothing() {
    recorder.open("100");
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    feed.last().says(Action.BOOKMARK, pod("", "", 150));
    feed.last().ends("Could not process Watch response");

    awaitWatches(2);
    assertThat(feed.last().since()).isEqualTo("150");
    assertThat(feed.timesListed()).isZero();
    assertThat(timeline.gaps()).isEmpty();
  }

  @Test
  void triesOnceMoreAfterA410ThatTheClientMayHaveMadeUp() {
    recorder.open("100");
    feed.last().expires();

    awaitWatches(2);
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    feed.last().expires();
    awaitWatches(3);
    assertThat(feed.last().since()).isEqualTo("101");
    assertThat(timeline.gaps()).isEmpty();
  }

  @Test
  void listsAfterASecond410AndAdmitsTheGap() {
    recorder.open("100");
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    feed.last().says(Action.ADDED, pod("web-1", "b", 102));
    feed.last().says(Action.ADDED, pod("web-2", "c", 103));
    feed.lists("200", pod("web-0", "a", 101), pod("web-1", "new", 190), pod("web-3", "d", 195));
    feed.last().expires();
    awaitWatches(2);
    feed.last().expires();
    awaitWatches(3);

    assertThat(feed.last().since()).isEqualTo("200");
    assertThat(timeline.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.kind()).isEqualTo("Pod");
              assertThat(gap.after()).isEqualTo(103);
              assertThat(gap.until()).hasValue(200);
            });
    assertThat(timeline.current(Pod.class))
        .extracting(p -> p.getMetadata().getName())
        .containsExactly("web-0", "web-1", "web-3");
    assertThat(timeline.pod("web-0").changes()).hasSize(1);
    assertThat(timeline.pod("web-1").uids()).containsExactly("b", "new");
    assertThat(timeline.pod("web-2").deleted()).hasValueSatisfying(at(200));
    assertThatExceptionOfType(TimelineGapException.class)
        .isThrownBy(() -> timeline.requireComplete(Pod.class));
  }

  /** Whoever reads the timeline meanwhile must not take what the list shows for watched. */
  @Test
  void admitsTheGapBeforeItRecordsWhatTheListShows() {
    List<Integer> gaps = new CopyOnWriteArrayList<>();
    Pod listed =
        new Pod() {
          @Override
          public ObjectMeta getMetadata() {
            gaps.add(timeline.gaps().size());
            return super.getMetadata();
          }
        };
    listed.setMetadata(pod("web-0", "a", 150).getMetadata());
    recorder.open("100");
    feed.lists("200", listed);
    feed.last().expires();
    awaitWatches(2);
    feed.last().expires();
    awaitWatches(3);

    assertThat(gaps).containsOnly(1);
  }

  @Test
  void listsWhereA410ComesAsTheAnswerToTheOpening() {
    recorder.open("100");
    feed.lists("200");
    feed.refuses(new KubernetesClientException("too old", 410, null), 1);
    feed.last().ends("broken");

    awaitWatches(2);
    assertThat(feed.last().since()).isEqualTo("200");
    assertThat(timeline.gaps()).hasSize(1);
  }

  @Test
  void isPatientWithAnApiServerThatDoesNotAnswer() {
    recorder.open("100");
    feed.refuses(new KubernetesClientException("connection refused"), 3);
    feed.last().ends("broken");

    awaitWatches(2);
    assertThat(timeline.gaps()).isEmpty();
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    assertThat(timeline.pod("web-0").current()).isPresent();
  }

  @Test
  void endsTheHistoryWhenTheApiServerNeverAnswers() {
    recorder.open("100");
    feed.refuses(new KubernetesClientException("connection refused"), 100);
    feed.last().ends("broken");

    await("the end of the history")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(timeline.gaps()).hasSize(1));
    assertThat(timeline.gaps().get(0).until()).isEmpty();
    assertThatExceptionOfType(TimelineGapException.class)
        .isThrownBy(() -> timeline.current(Pod.class))
        .withMessageContainingAll("after revision 100", "broken", "connection refused");
  }

  @Test
  void endsTheHistoryRatherThanLeaveOutWhatItCantRead() {
    recorder.open("100");
    Pod unreadable = pod("web-0", "a", 101);
    unreadable.getMetadata().setResourceVersion("not-a-number");
    feed.last().says(Action.ADDED, unreadable);

    assertThat(timeline.gaps()).hasSize(1);
    assertThat(feed.last().isClosed()).isTrue();
  }

  @Test
  void getsOverAWatchThatEndsBeforeItsOpeningHasReturned() {
    recorder.open("100");
    feed.onOpening(
        () -> {
          if (feed.watches().size() == 2) {
            feed.last().ends("broken at once");
          }
        });
    feed.last().ends("broken");

    awaitWatches(3);
    assertThat(feed.watches().get(1).isClosed()).isTrue();
    assertThat(feed.last().isClosed()).isFalse();
    recorder.close();
    assertThat(feed.last().isClosed()).isTrue();
  }

  @Test
  void closesAWatchThatOpensWhileTheRecorderCloses() {
    feed.onOpening(recorder::close);
    recorder.open("100");

    assertThat(feed.last().isClosed()).isTrue();
    assertThat(timeline.gaps()).isEmpty();
  }

  @Test
  void takesItsOwnCloseForNoGap() {
    recorder.open("100");
    recorder.close();
    feed.last().ends("closed");

    await("nothing further is opened")
        .during(Duration.ofMillis(50))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(feed.watches()).hasSize(1));
    assertThat(timeline.gaps()).isEmpty();
  }

  @Test
  void ignoresWhatAResumedWatchTellsTwice() {
    recorder.open("100");
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));
    feed.last().says(Action.ADDED, pod("web-0", "a", 101));

    assertThat(timeline.changes()).hasSize(1);
  }
}
