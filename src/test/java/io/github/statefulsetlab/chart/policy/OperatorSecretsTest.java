package io.github.statefulsetlab.chart.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Secrets that an operator would make")
class OperatorSecretsTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers:
              - name: first
                env: [{name: KEY, valueFrom: {secretKeyRef: {name: credentials, key: key}}}]
            containers:
              - name: app
                env:
                  - {name: PLAIN, value: a}
                  - {name: CA, valueFrom: {configMapKeyRef: {name: bundle, key: ca}}}
                envFrom: [{secretRef: {name: credentials}}, {configMapRef: {name: settings}}]
            volumes:
              - {name: tls, secret: {secretName: web-tls}}
              - {name: ca, configMap: {name: bundle}}
              - {name: all, projected: {sources: [{secret: {name: db-app}}, {configMap: {name: bundle}}]}}
              - {name: tmp, emptyDir: {}}
      """;
  private static final String EXTERNAL =
      custom("external-secrets.io/v1", "ExternalSecret", "credentials");
  private static final String CERTIFICATE =
      custom("cert-manager.io/v1", "Certificate", "web") + "spec: {secretName: web-tls}\n";
  private static final String DATABASE = custom("postgresql.cnpg.io/v1", "Cluster", "db");
  private static final String BUNDLE = custom("trust.cert-manager.io/v1alpha1", "Bundle", "bundle");

  @Test
  void areOptionalForPods() {
    Manifests chart = parse(SET + EXTERNAL + CERTIFICATE + DATABASE + BUNDLE);
    List<Patch> concessions = Concessions.of(chart, "lab");
    PodSpec pod = pod(chart.with(concessions));

    assertThat(concessions)
        .extracting(Patch::description)
        .contains(
            "made optional for pods, because a lab has no operator that would make it of a custom resource: ConfigMap bundle, Secret credentials, Secret db-app, Secret web-tls");
    assertThat(pod.getInitContainers().get(0).getEnv().get(0).getValueFrom().getSecretKeyRef())
        .hasFieldOrPropertyWithValue("optional", true);
    assertThat(pod.getContainers().get(0).getEnv().get(1).getValueFrom().getConfigMapKeyRef())
        .hasFieldOrPropertyWithValue("optional", true);
    assertThat(pod.getContainers().get(0).getEnvFrom().get(0).getSecretRef().getOptional())
        .isTrue();
    assertThat(pod.getContainers().get(0).getEnvFrom().get(1).getConfigMapRef().getOptional())
        .isNull();
    assertThat(pod.getVolumes().get(0).getSecret().getOptional()).isTrue();
    assertThat(pod.getVolumes().get(1).getConfigMap().getOptional()).isTrue();
    assertThat(pod.getVolumes().get(2).getProjected().getSources())
        .allSatisfy(
            source ->
                assertThat(
                        source.getSecret() == null
                            ? source.getConfigMap().getOptional()
                            : source.getSecret().getOptional())
                    .isTrue());
  }

  @Test
  void areLeftAsTheyAreInTheChart() {
    Manifests chart = parse(SET + EXTERNAL);
    chart.with(Concessions.of(chart, "lab"));

    assertThat(pod(chart).getContainers().get(0).getEnvFrom().get(0).getSecretRef().getOptional())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "monitoring.coreos.com/v1, ServiceMonitor, credentials",
    "external-secrets.io/v1, ExternalSecret, other",
    "external-secrets.io/v1, ExternalSecret, credential",
  })
  void areMissedWhereNothingWouldMakeThem(String version, String kind, String name) {
    Manifests chart = parse(SET + custom(version, kind, name));

    assertThat(Concessions.of(chart, "lab")).hasSize(1);
  }

  @Test
  void areThoseOfTheChartWhereItHasThemItself() {
    Manifests chart =
        parse(
            SET + EXTERNAL + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: credentials}\n");

    assertThat(Concessions.of(chart, "lab")).hasSize(1);
  }

  private static Manifests parse(String yaml) {
    return Manifests.parse(yaml);
  }

  private static PodSpec pod(Manifests manifests) {
    return manifests.of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec();
  }

  private static String custom(String version, String kind, String name) {
    return "---\napiVersion: %s\nkind: %s\nmetadata: {name: %s}\n".formatted(version, kind, name);
  }
}
