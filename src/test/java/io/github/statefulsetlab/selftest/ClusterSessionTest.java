package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.run.ClusterSession;
import io.github.statefulsetlab.submission.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A cluster whose run is given up")
class ClusterSessionTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String REMOVED = "removing the namespaces of this run";

  @TempDir private Path folder;

  private final Queue<String> progress = new ConcurrentLinkedQueue<>();

  /** A run that is refused does not wait for the cluster that it has asked for. */
  @Test
  void goesWhenItIsThereIfItWasGivenUpBefore() throws IOException {
    try (FakeApiServer server = FakeApiServer.thatIsComingUp()) {
      ClusterSession session = session(server.settings(folder, SOON));

      session.close();
      server.comeUp();

      await().atMost(SOON).until(() -> progress.contains(REMOVED));
    }
  }

  /** The app's image can't be put on a cluster that somebody else runs. */
  @Test
  void goesThoughItCouldNotBeUsed() throws IOException {
    try (FakeApiServer server = FakeApiServer.start();
        ClusterSession session = session(server.settingsWithoutImage(folder))) {
      assertThatThrownBy(session::cluster).isInstanceOf(ClusterException.class);

      session.close();

      await().atMost(SOON).until(() -> progress.contains(REMOVED));
    }
  }

  private ClusterSession session(Settings settings) {
    return ClusterSession.start(settings, progress::add);
  }
}
