package io.github.statefulsetlab.kube.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A container that its own probe restarts")
class ProbeRestartsTest {

  private static final String REFUSED =
      "Get \"http://10.0.0.9:8080/up\": dial tcp 10.0.0.9:8080: connect: connection refused";

  private final Timeline timeline = new Timeline();
  private long revision = 1;

  @Test
  void isAnObstacleAtTheFirstRestartIfItsPodWasNeverReady() {
    seen(pod("startupProbe", 1, 10, 143, false));
    seen(unhealthy("Startup probe failed: " + REFUSED));

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> {
              assertThat(obstacle.what())
                  .contains("The startupProbe of container app (GET /up on port 8080) was refused")
                  .contains("restarted (1 so far)");
              assertThat(obstacle.remedy())
                  .contains("the container declares http (5000)")
                  .contains("failureThreshold");
            });
    assertThat(Obstacles.ofProbes(timeline, "web")).isPresent();
  }

  @ParameterizedTest(
      name = "{0} restarts after {1} s with exit code {2}, event of the {3} probe: {4}")
  @CsvSource({
    "1, 10, 143, Startup, true",
    "1, 9, 137, Startup, true",
    "1, 10, 0, Startup, true",
    "0, 10, 143, Startup, false",
    "1, 3, 143, Startup, false",
    "1, 10, 1, Startup, false",
    "1, 10, 143, Readiness, false",
    "1, 10, 143, Liveness, false",
  })
  void isOneOnlyIfItEndedAsAProbeEndsIt(
      int restarts, int ran, int exitCode, String kind, boolean obstacle) {
    seen(pod("startupProbe", restarts, ran, exitCode, false));
    seen(unhealthy(kind + " probe failed: HTTP probe failed with statuscode: 500"));

    assertThat(ProbeRestarts.of(timeline, pod("startupProbe", restarts, ran, exitCode, false)))
        .hasSize(obstacle ? 1 : 0);
  }

  @Test
  void isNoneIfItsPodIsReadyOrWasBeforeItHung() {
    seen(pod("livenessProbe", 0, 10, 143, true));
    seen(unhealthy("Liveness probe failed: " + REFUSED));
    assertThat(ProbeRestarts.of(timeline, pod("livenessProbe", 1, 10, 143, true))).isEmpty();
    assertThat(ProbeRestarts.of(timeline, pod("livenessProbe", 1, 10, 143, false))).isEmpty();

    assertThat(ProbeRestarts.of(timeline, pod("livenessProbe", 3, 10, 143, false))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Get \"http://x/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers) | no answer within 1 s | Raise timeoutSeconds",
        "HTTP probe failed with statuscode: 404 | answered with status 404 | a page that the app answers with 200",
        "HTTP probe failed with statuscode: 503 | answered with status 503 | failureThreshold × periodSeconds is longer",
        "cat: /tmp/ok: No such file | failed: cat: /tmp/ok: No such file | Correct the startupProbe",
      })
  void itsLastAttemptSaysWhatToChange(String said, String what, String remedy) {
    seen(pod("startupProbe", 1, 10, 143, false));
    seen(unhealthy("Startup probe failed: " + said));

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle -> {
              assertThat(obstacle.what()).contains(what);
              assertThat(obstacle.remedy()).contains(remedy);
            });
  }

  @Test
  void aProbeByANameThatIsNotDeclaredIsOneAtOnce() {
    Pod pod = pod("readinessProbe", 0, 0, 0, false);
    pod.getSpec()
        .getContainers()
        .get(0)
        .getReadinessProbe()
        .getHttpGet()
        .setPort(new IntOrString("web"));
    seen(pod);

    assertThat(Obstacles.of(timeline, "web"))
        .hasValueSatisfying(
            obstacle ->
                assertThat(obstacle.what()).contains("asks port 'web'").contains("http (5000)"));
  }

  private void seen(HasMetadata object) {
    timeline.add(new Change(revision++, Instant.EPOCH, Change.Action.MODIFIED, object));
  }

  /** With a probe that gives up after 10 s. */
  private static Pod pod(String probe, int restarts, int ran, int exitCode, boolean ready) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-0, uid: one}
        spec:
          containers:
            - name: app
              ports: [{name: http, containerPort: 5000}]
              %s: {httpGet: {path: /up, port: 8080}, periodSeconds: 5}
        status:
          phase: Running
          conditions: [{type: Ready, status: "%s"}]
          containerStatuses:
            - name: app
              restartCount: %d
              state: {running: {startedAt: "2026-01-01T00:01:00Z"}}
              lastState:
                terminated:
                  exitCode: %d
                  reason: Error
                  startedAt: "2026-01-01T00:00:00Z"
                  finishedAt: "2026-01-01T00:00:%02dZ"
        """
            .formatted(probe, ready ? "True" : "False", restarts, exitCode, ran),
        Pod.class);
  }

  private static Event unhealthy(String message) {
    Event event =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Event
            metadata: {name: unhealthy}
            reason: Unhealthy
            involvedObject: {kind: Pod, name: web-0, uid: one, fieldPath: "spec.containers{app}"}
            """,
            Event.class);
    event.setMessage(message);
    return event;
  }
}
