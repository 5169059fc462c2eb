package io.github.statefulsetlab.kube.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A container that ends again and again")
class CrashLoopsTest {

  private static final String APP =
      """
      containerStatuses:
      - name: app
        restartCount: %d
        state: {waiting: {reason: CrashLoopBackOff}}
        lastState: {terminated: {exitCode: %d, reason: Error}}
      """;

  /** Kubernetes 1.36 says of an init container that it has ended, not that it waits. */
  private static final String INIT =
      """
      containerStatuses: [{name: app, restartCount: 0, state: {waiting: {reason: PodInitializing}}}]
      initContainerStatuses:
      - name: seed
        restartCount: %d
        state: {terminated: {exitCode: %d, reason: Error}}
      """;

  @Test
  void isAnObstacleAfterAWhile() {
    assertThat(met(APP, 2, 7)).isEmpty();
    assertThat(met(APP, 3, 7))
        .hasValueSatisfying(
            obstacle ->
                assertThat(obstacle.what())
                    .isEqualTo(
                        "Container app of pod web-0 has ended 4 times, the last time with exit code 7 (Error)."));
  }

  @Test
  void isOneAlsoBeforeTheAppStarts() {
    assertThat(met(INIT, 3, 0)).isEmpty();
    assertThat(met(INIT, 2, 1)).isEmpty();
    assertThat(met(INIT, 3, 1))
        .hasValueSatisfying(
            obstacle ->
                assertThat(obstacle.what())
                    .isEqualTo(
                        "Container seed of pod web-0 has ended 4 times, the last time with exit code 1 (Error)."));
  }

  private static Optional<Obstacle> met(String statuses, int restarts, int exitCode) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web-0, uid: web}
            spec: {containers: [{name: app}]}
            status:
              phase: Pending
            """
                + statuses.formatted(restarts, exitCode).indent(2),
            Pod.class);
    Timeline timeline = new Timeline();
    timeline.add(new Change(1, Instant.EPOCH, Change.Action.MODIFIED, pod));
    return Obstacles.of(timeline, "web");
  }
}
