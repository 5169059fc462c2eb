package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class QuickProbesTest {

  @Test
  void probesAreAskedEverySecondFromTheStartAndKeepWhatTheyAskAndBear() {
    PodSpec pod =
        pod(
            """
            terminationGracePeriodSeconds: 30
            containers:
              - name: web
                livenessProbe: {httpGet: {path: /h, port: 80}, initialDelaySeconds: 10, periodSeconds: 20, failureThreshold: 4}
                readinessProbe: {exec: {command: [true]}, periodSeconds: 5, failureThreshold: 2, timeoutSeconds: 7}
            """);

    assertThat(QuickProbes.apply(pod))
        .containsExactly(
            "terminationGracePeriodSeconds 5 instead of 30",
            "a startupProbe like the livenessProbe added to container web, so that a slow start is not killed",
            "livenessProbe and readinessProbe of container web asked every second from the start on");

    Container web = pod.getContainers().get(0);
    assertThat(web.getLivenessProbe().getInitialDelaySeconds()).isZero();
    assertThat(web.getLivenessProbe().getPeriodSeconds()).isEqualTo(1);
    assertThat(web.getLivenessProbe().getFailureThreshold()).isEqualTo(4);
    assertThat(web.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/h");
    assertThat(web.getReadinessProbe().getExec().getCommand()).containsExactly("true");
    assertThat(web.getReadinessProbe().getFailureThreshold()).isEqualTo(2);
    assertThat(web.getReadinessProbe().getTimeoutSeconds()).isEqualTo(7);
    assertThat(web.getStartupProbe().getHttpGet().getPath()).isEqualTo("/h");
  }

  @Test
  void aSlowStartIsBorneForAtLeastAsLongAsBefore() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: patient
                livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 100, periodSeconds: 10, failureThreshold: 5}
              - name: started
                livenessProbe: {tcpSocket: {port: 81}}
                startupProbe: {tcpSocket: {port: 81}, periodSeconds: 10, failureThreshold: 30}
            """);

    QuickProbes.apply(pod);

    assertThat(Probes.patience(pod.getContainers().get(0).getStartupProbe()).toSeconds())
        .isEqualTo(150);
    assertThat(Probes.patience(pod.getContainers().get(1).getStartupProbe()).toSeconds())
        .isEqualTo(300);
  }

  @Test
  void quickProbesAndAShortGracePeriodStayAsTheyAre() {
    String quick =
        """
        terminationGracePeriodSeconds: 5
        containers:
          - name: web
            livenessProbe: {httpGet: {path: /h, port: 80}, periodSeconds: 1}
            readinessProbe: {httpGet: {path: /r, port: 80}, periodSeconds: 1}
            startupProbe: {httpGet: {path: /h, port: 80}, periodSeconds: 1, failureThreshold: 60}
        """;
    PodSpec pod = pod(quick);

    assertThat(QuickProbes.apply(pod)).isEmpty();
    assertThat(pod).isEqualTo(pod(quick));
  }

  @Test
  void quickProbesThatGiveUpSoonBearASlowStart() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: started
                startupProbe: {tcpSocket: {port: 81}, periodSeconds: 1, failureThreshold: 3}
              - name: alive
                livenessProbe: {tcpSocket: {port: 81}, periodSeconds: 1}
            """);

    QuickProbes.apply(pod);

    assertThat(Probes.patience(pod.getContainers().get(0).getStartupProbe()).toSeconds())
        .isEqualTo(60);
    assertThat(Probes.patience(pod.getContainers().get(1).getStartupProbe()).toSeconds())
        .isEqualTo(60);
    assertThat(pod.getContainers().get(1).getLivenessProbe().getFailureThreshold()).isNull();
  }

  @Test
  void aPreStopHookKeepsItsGracePeriod() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: web
                lifecycle: {preStop: {exec: {command: [sleep, "20"]}}}
            """);

    assertThat(QuickProbes.apply(pod)).isEmpty();
    assertThat(pod.getTerminationGracePeriodSeconds()).isNull();
  }

  private static PodSpec pod(String yaml) {
    return Serialization.unmarshal(yaml, PodSpec.class);
  }
}
