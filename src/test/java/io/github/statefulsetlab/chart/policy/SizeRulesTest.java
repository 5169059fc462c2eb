package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertAllowed;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefused;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.object;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rules for numbers")
class SizeRulesTest {

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps/v1        | StatefulSet             | spec: {replicas: %s}
          apps/v1        | Deployment              | spec: {replicas: %s}
          apps/v1        | ReplicaSet              | spec: {replicas: %s}
          v1             | ReplicationController   | spec: {replicas: %s}
          batch/v1       | Job                     | spec: {parallelism: %s}
          batch/v1       | CronJob                 | spec: {jobTemplate: {spec: {parallelism: %s}}}
          autoscaling/v2 | HorizontalPodAutoscaler | spec: {minReplicas: %s}
          """)
  void ofPodsAreBounded(String version, String kind, String spec) {
    String object = "{apiVersion: %s, kind: %s, metadata: {name: x}, %s}";

    assertAllowed(object.formatted(version, kind, spec.formatted(20)));
    assertRefused(object.formatted(version, kind, spec.formatted(21)), "x, spec.", "20 at most");
    assertRefused(object.formatted(version, kind, spec.formatted(1500000)), "20 at most");
  }

  @Test
  void ofPodsAreBoundedInHooks() {
    assertRefused(
        "{apiVersion: batch/v1, kind: Job, metadata: {name: x, annotations: {helm.sh/hook: pre-install}}, spec: {parallelism: 500}}",
        "Job/x, spec.parallelism (500)");
  }

  @Test
  void ofPodsOneAfterTheOtherAreBounded() {
    String job = "{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {completions: %s}}";

    assertAllowed(job.formatted(100));
    assertRefused(job.formatted(101), "Job/x, spec.completions (101)", "100 at most");
    assertRefused(
        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {jobTemplate: {spec: {completions: 1000000}}}}",
        "spec.jobTemplate.spec.completions");
  }

  @Test
  void ofContainersAreBounded() {
    String containers = "{name: c}" + ", {name: c}".repeat(20);
    assertRefused(set("containers: [%s]".formatted(containers)), "containers", "20 containers");
  }
}
