package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTest {

  private final Container container =
      new ContainerBuilder()
          .addNewPort()
          .withName("http")
          .withContainerPort(8000)
          .endPort()
          .build();

  @Test
  void aProbeBearsThreeFailuresTenSecondsApartUnlessItSaysOtherwise() {
    assertThat(Probes.patience(new Probe())).isEqualTo(Duration.ofSeconds(30));
    assertThat(
            Probes.patience(
                new ProbeBuilder()
                    .withInitialDelaySeconds(5)
                    .withPeriodSeconds(2)
                    .withFailureThreshold(4)
                    .build()))
        .isEqualTo(Duration.ofSeconds(13));
  }

  @Test
  void aPortIsFoundByItsNameOrTakenAsItIs() {
    assertThat(Probes.port(request("http"), container)).isEqualTo("8000");
    assertThat(Probes.port(request("metrics"), container)).isEqualTo("metrics");
    assertThat(Probes.port(new HTTPGetActionBuilder().withNewPort(9000).build(), container))
        .isEqualTo("9000");
  }

  @Test
  void aRequestWithoutAPathAsksForTheRoot() {
    assertThat(Probes.path(new HTTPGetAction())).isEqualTo("/");
    assertThat(Probes.path(new HTTPGetActionBuilder().withPath("/healthz").build()))
        .isEqualTo("/healthz");
  }

  @Test
  void itGivesUpAtTheLastAttempt() {
    Probe probe =
        new ProbeBuilder()
            .withInitialDelaySeconds(5)
            .withPeriodSeconds(2)
            .withFailureThreshold(4)
            .build();

    assertThat(Probes.givesUp(probe)).isEqualTo(Duration.ofSeconds(11));
    assertThat(Probes.givesUp(new Probe())).isEqualTo(Duration.ofSeconds(20));
    assertThat(Probes.attempts(probe))
        .isEqualTo("4 attempts, 2 s apart, from 5 s after the start on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "httpGet: {path: /x, port: http} | GET /x on port 8000 | ",
        "httpGet: {port: web} | GET / on port web | web",
        "tcpSocket: {port: web} | TCP port web | web",
        "tcpSocket: {port: 9000} | TCP port 9000 | ",
        "grpc: {port: 9000} | gRPC on port 9000 | ",
        "exec: {command: [ls]} | a command | ",
        "{} | nothing | ",
      })
  void whatItAsksForIsToldAndAnUndeclaredPortIsFound(
      String yaml, String told, @Nullable String undeclaredPort) {
    Probe probe = Serialization.unmarshal(yaml, Probe.class);

    assertThat(Probes.describe(probe, container)).isEqualTo(told);
    assertThat(Probes.undeclaredPort(probe, container))
        .isEqualTo(Optional.ofNullable(undeclaredPort));
  }

  @Test
  void twoAskTheSameHoweverOften() {
    Probe one =
        Serialization.unmarshal("periodSeconds: 1\nhttpGet: {path: /x, port: 80}", Probe.class);
    Probe same = Serialization.unmarshal("httpGet: {path: /x, port: 80}", Probe.class);
    Probe other = Serialization.unmarshal("httpGet: {path: /y, port: 80}", Probe.class);

    assertThat(Probes.asksTheSame(one, same)).isTrue();
    assertThat(Probes.asksTheSame(one, other)).isFalse();
  }

  @Test
  void declaredPortsAreToldByNameAndNumber() {
    assertThat(Probes.declaredPorts(container)).isEqualTo("http (8000)");
    assertThat(Probes.declaredPorts(new Container())).isEmpty();
    assertThat(Probes.declares(container, "8000")).isTrue();
    assertThat(Probes.declares(container, "80")).isFalse();
  }

  private static HTTPGetAction request(String port) {
    return new HTTPGetActionBuilder().withNewPort(port).build();
  }
}
