package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ports at which an app may answer")
class ServedPortsTest {

  private static final String PROBES =
      "livenessProbe: {httpGet: {path: /, port: 8080}}, readinessProbe: {tcpSocket: {port: 8080}}, ";

  private static ServedPorts ports(String container, String annotations, String others) {
    Manifests manifests =
        Manifests.parse(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web}
            spec:
              template:
                metadata: {annotations: {%s}}
                spec: {containers: [{name: app, %s%s}]}
            ---
            # Source: web
            %s
            """
                .formatted(annotations, PROBES, container, others));
    PodTemplateSpec template = manifests.of(StatefulSet.class).get(0).getSpec().getTemplate();
    return ServedPorts.of(manifests, template, template.getSpec().getContainers().get(0));
  }

  @Test
  void areThoseThatItDeclares() {
    ServedPorts ports = ports("ports: [{containerPort: 5000}, {containerPort: 9090}]", "", "");

    assertThat(ports.mayHave("5000")).isTrue();
    assertThat(ports.mayHave("9090")).isTrue();
    assertThat(ports.mayHave("8080")).as("its probes alone speak of it").isFalse();
    assertThat(ports.mayHave("500")).as("a part of a number").isFalse();
  }

  @Test
  void areAnyWhereItDeclaresNone() {
    assertThat(ports("image: a", "", "").mayHave("8080")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args: [--management=0.0.0.0:8080]",
        "command: [serve, '8080']",
        "env: [{name: HEALTH_PORT, value: '8080'}]"
      })
  void andThoseOfItsSettings(String setting) {
    assertThat(ports("ports: [{containerPort: 5000}], " + setting, "", "").mayHave("8080"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {app.ini: 'port=8080'}}",
        "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {port: '8080'}}",
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80, targetPort: 8080}]}}",
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 8080}]}}"
      })
  void andThoseOfWhichAnotherObjectSpeaks(String other) {
    assertThat(ports("ports: [{containerPort: 5000}]", "", other).mayHave("8080")).isTrue();
  }

  @Test
  void andThatOfAnAnnotation() {
    assertThat(
            ports("ports: [{containerPort: 5000}]", "prometheus.io/port: '8080'", "")
                .mayHave("8080"))
        .isTrue();
  }

  /** Clients ask there, not the kubelet. */
  @Test
  void butNotTheServicesOwn() {
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 8080, targetPort: 5000}]}}";

    assertThat(ports("ports: [{containerPort: 5000}]", "", service).mayHave("8080")).isFalse();
  }
}
