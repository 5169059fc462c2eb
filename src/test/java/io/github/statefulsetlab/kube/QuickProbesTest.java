package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      nullValues = "unset",
      value = {"unset, unset", "40, 40", "60, 60", "61, 60", "31536000, 60"})
  void aPreStopHookKeepsAMinuteOfItsGracePeriod(@Nullable Long grace, @Nullable Long left) {
    PodSpec pod = hook("exec: {command: [sh, -c, ./hand-over]}");
    pod.setTerminationGracePeriodSeconds(grace);

    QuickProbes.apply(pod);

    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sleep: {seconds: 3600} | sleep: {seconds: 1} | 5",
        "exec: {command: [sleep, '3600']} | exec: {command: [sleep, '1']} | 5",
        "exec: {command: [/bin/sleep, 1h]} | exec: {command: [/bin/sleep, '1']} | 5",
        "exec: {command: [sh, -c, sleep 3600]} | exec: {command: [sh, -c, sleep 1]} | 5",
        "exec: {command: [sh, -c, sleep infinity]} | exec: {command: [sh, -c, sleep 1]} | 5",
        "exec: {command: [sh, -c, 'sleep 15; nginx -s quit']} | exec: {command: [sh, -c, 'sleep 1; nginx -s quit']} | 60",
        "exec: {command: [sh, -c, ./sleep-well 15]} | exec: {command: [sh, -c, ./sleep-well 15]} | 60",
        "httpGet: {path: /bye, port: 80} | httpGet: {path: /bye, port: 80} | 60",
      })
  void aPreStopHookThatSleepsDoesSoForASecond(String before, String after, long grace) {
    PodSpec pod = hook(before);
    pod.setTerminationGracePeriodSeconds(3600L);

    assertThat(QuickProbes.apply(pod)).hasSize(before.equals(after) ? 1 : 2);

    assertThat(pod.getContainers()).isEqualTo(hook(after).getContainers());
    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(grace);
    assertThat(QuickProbes.apply(pod)).as("the second time").isEmpty();
  }

  private static PodSpec hook(String preStop) {
    return pod("containers: [{name: web, lifecycle: {preStop: {%s}}}]".formatted(preStop));
  }

  private static PodSpec pod(String yaml) {
    return Serialization.unmarshal(yaml, PodSpec.class);
  }
}
