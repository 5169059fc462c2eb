package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void quickChartsHaveTheShortestWaits() {
    Pace pace = Pace.of(set("", "{readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}"));

    assertThat(pace.install()).isEqualTo(Duration.ofSeconds(120));
    assertThat(pace.change()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void podsThatAreReadyAfter45SecondsOneAfterAnotherAreWaitedFor() {
    String probe =
        "{readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 45, periodSeconds: 10}}";

    assertThat(Pace.of(set("", probe)).install()).isEqualTo(Duration.ofSeconds(60 + 3 * 65));
    assertThat(Pace.of(set("podManagementPolicy: Parallel", probe)).install())
        .isEqualTo(Duration.ofSeconds(60 + 65));
  }

  @Test
  void theGracePeriodAndMinReadySecondsAreWaitedForWithEachPodOfARollout() {
    Pace pace = Pace.of(set("minReadySeconds: 20", "{name: web}"));

    assertThat(pace.rollout()).isEqualTo(Duration.ofSeconds(60 + 3 * (30 + 20)));
  }

  @Test
  void aHungAppIsNoticedAfterAllAttempts() {
    Pace pace =
        Pace.of(
            set(
                "",
                "{livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 30, failureThreshold: 3}}"));

    assertThat(pace.notice()).isEqualTo(Duration.ofSeconds(120));
    assertThat(pace.change()).isEqualTo(Duration.ofSeconds(60 + 120 + 30));
  }

  @Test
  void nobodyWaitsLongerThanTheCeiling() {
    Pace pace =
        Pace.of(
            set(
                "",
                "{startupProbe: {tcpSocket: {port: 80}, periodSeconds: 60, failureThreshold: 60}}"));

    assertThat(pace.install()).isEqualTo(Pace.CEILING);
  }

  @Test
  void podsThatWereSeenToTakeLongerAreWaitedForSoLong() {
    Pace pace = Pace.of(set("", "{readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}"));

    assertThat(pace.withStart(Duration.ofSeconds(45)).install())
        .isEqualTo(Duration.ofSeconds(60 + 3 * 45));
    assertThat(pace.withStart(Duration.ofSeconds(45)).rollout())
        .isEqualTo(Duration.ofSeconds(60 + 3 * (30 + 45)));
    assertThat(pace.withStart(Duration.ZERO)).isEqualTo(pace);
  }

  private static StatefulSet set(String field, String container) {
    return Serialization.unmarshal(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
          %s
          template:
            spec:
              containers: [%s]
        """
            .formatted(field, container),
        StatefulSet.class);
  }
}
