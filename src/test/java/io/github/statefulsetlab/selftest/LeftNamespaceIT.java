package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.sandbox.Namespaces;
import io.github.statefulsetlab.sandbox.Sandbox;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnOneCluster.class)
@DisplayName("In a namespace that a run has left")
class LeftNamespaceIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private static final String SETS_OF_PODS =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: everywhere}
      spec:
        selector: {matchLabels: {app: everywhere}}
        template:
          metadata: {labels: {app: everywhere}}
          spec: {terminationGracePeriodSeconds: 0, containers: [{name: app, image: "%1$s", command: [sleep, "3600"]}]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: once}
      spec:
        template:
          spec:
            restartPolicy: OnFailure
            terminationGracePeriodSeconds: 0
            containers: [{name: app, image: "%1$s", command: [sleep, "3600"]}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: again}
      spec:
        schedule: "* * * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: OnFailure
                containers: [{name: app, image: "%1$s", command: [sleep, "3600"]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: everywhere}
      spec: {selector: {app: everywhere}, ports: [{port: 80}]}
      """;

  @Test
  void nothingGoesOnAndNoRulesAreLeft(SuiteRunner runner) {
    KubernetesClient admin = runner.cluster().client();
    String namespace = "lab-left-" + UUID.randomUUID().toString().substring(0, 5);
    try (Sandbox sandbox = Sandbox.aroundNew(runner.cluster(), namespace)) {
      admin
          .resourceList(SETS_OF_PODS.formatted(ToolboxPod.imageOn(admin)))
          .inNamespace(namespace)
          .create();
      await("pods of a DaemonSet and a Job")
          .atMost(SOON)
          .until(() -> admin.pods().inNamespace(namespace).list().getItems().size() >= 2);

      Namespaces.stopPods(admin, namespace);
      Namespaces.stopAll(admin, namespace);

      await("no pods, for a while")
          .during(A_WHILE)
          .atMost(SOON)
          .until(() -> admin.pods().inNamespace(namespace).list().getItems().isEmpty());
      assertThat(admin.batch().v1().cronjobs().inNamespace(namespace).list().getItems()).isEmpty();
      assertThat(admin.services().inNamespace(namespace).list().getItems()).isEmpty();
      assertThat(admin.network().v1().networkPolicies().inNamespace(namespace).list().getItems())
          .isEmpty();
    } finally {
      admin.namespaces().withName(namespace).withGracePeriod(0).delete();
    }
  }
}
