package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Fields that Kubernetes does not have")
class UnknownFieldsTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web, labels: {any: label}}
      spec:
        serviceName: web
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            %s
            containers:
              - name: web
                image: web
                ports: [{name: http, containerPort: 80}]
                livenessProbe: {httpGet: {path: /, port: http}, grpc: {port: 5}}
                env: [{name: A, valueFrom: {secretKeyRef: {name: b, key: c}}}]
                resources: {limits: {cpu: 1}}
                %s
      """;

  @Test
  void areNoneOfWhatItHas() {
    assertThat(of(SET.formatted("nodeSelector: {any: label}", "volumeMounts: []"))).isEmpty();
    assertThat(
            of(
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: None,"
                    + " ipFamilies: [IPv4], ports: [{port: 80, targetPort: web}]}\n"))
        .isEmpty();
  }

  @Test
  void areToldWithTheirPaths() {
    assertThat(
            of(
                SET.formatted(
                    "volumeClaimTemplates: [{metadata: {name: data}}]",
                    "volumeMount: [{name: data, mountPath: /data}]")))
        .containsExactly(
            "spec.template.spec.volumeClaimTemplates",
            "spec.template.spec.containers[0].volumeMount");
  }

  @Test
  void areNoted() {
    String misplaced = SET.formatted("livenessProbe: {tcpSocket: {port: 80}}", "volumeMounts: []");

    assertThat(UnknownFields.note(Manifests.parse(misplaced).objects().get(0)))
        .contains(
            "spec.template.spec.livenessProbe has no effect in StatefulSet/web: there is no such"
                + " field in that place (\"kubectl explain statefulset --recursive\" shows where it"
                + " belongs)");
    assertThat(UnknownFields.note(Manifests.parse(SET.formatted("", "")).objects().get(0)))
        .isEmpty();
  }

  @Test
  void ofACustomResourceNothingIsKnown() {
    assertThat(of("apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {b: c}\n"))
        .isEmpty();
  }

  private static List<String> of(String yaml) {
    return UnknownFields.of(Manifests.parse(yaml).objects().get(0));
  }
}
