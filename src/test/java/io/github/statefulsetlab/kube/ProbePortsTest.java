package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ports of probes")
class ProbePortsTest {

  private static Container container(String probes) {
    return Serialization.unmarshal(
        "name: app\nports: [{name: http, containerPort: 5000}]\n" + probes, Container.class);
  }

  @Test
  void areNumbersOrNamesThatNobodyDeclares() {
    Container container =
        container(
            """
            startupProbe: {grpc: {port: 9090}}
            livenessProbe: {httpGet: {path: /, port: http}}
            readinessProbe: {tcpSocket: {port: web}}
            """);

    assertThat(ProbePorts.asked(container))
        .isEqualTo(Map.of("startup", "9090", "liveness", "5000", "readiness", "web"));
  }

  @Test
  void areNotToldByCommands() {
    assertThat(
            ProbePorts.asked(
                container("livenessProbe: {exec: {command: [curl, 'localhost:8080/']}}")))
        .isEmpty();
  }

  @Test
  void areAimedElsewhereWhateverTheKindOfProbe() {
    Container container =
        container(
            """
            startupProbe: {grpc: {port: 9090}}
            livenessProbe: {httpGet: {path: /alive, port: 8080}}
            readinessProbe: {tcpSocket: {port: web}}
            """);

    assertThat(ProbePorts.aim(container, Set.of("9090", "8080", "web"), 5000))
        .containsOnlyKeys("startup", "liveness", "readiness");
    assertThat(ProbePorts.asked(container).values()).containsOnly("5000");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/alive");
  }

  @Test
  void stayWhereTheyAreNotAmongThoseToBeAimed() {
    Container container = container("livenessProbe: {httpGet: {path: /, port: 9090}}");

    assertThat(ProbePorts.aim(container, Set.of("8080"), 5000)).isEmpty();
    assertThat(ProbePorts.asked(container)).containsEntry("liveness", "9090");
  }
}
