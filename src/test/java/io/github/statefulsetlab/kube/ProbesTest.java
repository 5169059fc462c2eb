package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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

  private static HTTPGetAction request(String port) {
    return new HTTPGetActionBuilder().withNewPort(port).build();
  }
}
