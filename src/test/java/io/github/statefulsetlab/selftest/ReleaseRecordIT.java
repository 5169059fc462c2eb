package io.github.statefulsetlab.selftest;

import static io.github.statefulsetlab.selftest.SandboxAttacks.create;
import static io.github.statefulsetlab.selftest.SandboxAttacks.dryRun;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.sandbox.Sandbox;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnOneCluster.class)
@DisplayName("What Helm has recorded of a release")
class ReleaseRecordIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String RECORD =
      "{apiVersion: v1, kind: Secret, metadata: {name: sh.helm.release.v1.web.v1}}";
  private static final String LABELLED =
      "{apiVersion: v1, kind: Secret, metadata: {name: x, labels: {owner: helm, name: web}}}";
  private static final String OTHER = "{apiVersion: v1, kind: Secret, metadata: {name: other}}";

  /** Helm runs the hooks of what it finds there, as whoever may install. */
  @Test
  @DisplayName("is not changed by pods of a chart that may change Secrets")
  void isKeptFromPodsOfAChart(SuiteRunner runner) throws Exception {
    String namespace = "lab-record-" + UUID.randomUUID().toString().substring(0, 5);
    KubernetesClient admin = runner.cluster().client();
    try (Sandbox fence = Sandbox.aroundNew(runner.cluster(), namespace);
        KubernetesClient installer =
            client(Config.fromKubeconfig(Files.readString(fence.kubeConfig())));
        KubernetesClient pod = client(asAccount(admin, namespace, "keeper"))) {
      create(
          installer, "{apiVersion: v1, kind: ServiceAccount, metadata: {name: keeper}}", namespace);
      create(
          installer,
          "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: keeper}, rules:"
              + " [{apiGroups: [''], resources: [secrets], verbs: [create, update, delete, get]}]}",
          namespace);
      create(
          installer,
          "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: keeper},"
              + " roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: keeper},"
              + " subjects: [{kind: ServiceAccount, name: keeper}]}",
          namespace);
      await("the pods' right to make Secrets")
          .atMost(SOON)
          .untilAsserted(
              () -> assertThatCode(() -> dryRun(pod, OTHER, namespace)).doesNotThrowAnyException());

      for (String record : List.of(RECORD, LABELLED)) {
        assertRefused(() -> dryRun(pod, record, namespace));
      }
      create(installer, RECORD, namespace);
      assertRefused(
          () ->
              pod.secrets().inNamespace(namespace).withName("sh.helm.release.v1.web.v1").delete());
    } finally {
      admin.namespaces().withName(namespace).delete();
    }
  }

  private static void assertRefused(Runnable request) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(request::run)
        .withMessageContaining("Helm's record of the release is not the chart's");
  }

  private static Config asAccount(KubernetesClient admin, String namespace, String account) {
    return new ConfigBuilder(admin.getConfiguration())
        .withImpersonateUsername("system:serviceaccount:%s:%s".formatted(namespace, account))
        .build();
  }

  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
