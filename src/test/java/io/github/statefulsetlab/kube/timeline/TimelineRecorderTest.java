package io.github.statefulsetlab.kube.timeline;

import static io.github.statefulsetlab.kube.timeline.FakeFeed.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recorder of a timeline")
class TimelineRecorderTest {

  @Test
  void knowsWhetherItHasSeenWhatIsThere() {
    FakeFeed feed = new FakeFeed();
    feed.lists("7", pod("web-0", "a", 5));
    try (TimelineRecorder recorder = TimelineRecorder.start(feed, "1")) {
      assertThat(recorder.isUpToDate(Pod.class)).as("before it was told of the pod").isFalse();

      recorder
          .timeline()
          .add(new Change(5, Instant.EPOCH, Change.Action.ADDED, pod("web-0", "a", 5)));
      assertThat(recorder.isUpToDate(Pod.class)).isTrue();

      feed.lists("9", pod("web-0", "a", 8));
      assertThat(recorder.isUpToDate(Pod.class)).as("after the pod has changed").isFalse();

      feed.lists("10");
      assertThat(recorder.isUpToDate(Pod.class)).as("after the pod is gone").isFalse();
    }
  }
}
