package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.NAMESPACE;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefusedIfShared;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.parse;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules on a shared cluster")
class SharedClusterRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x}}",
        "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {type: LoadBalancer}}",
        "{apiVersion: v1, kind: Service, metadata: {name: x, annotations: {external-dns.alpha.kubernetes.io/hostname: a.b}}}",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: x, annotations: {eks.amazonaws.com/role-arn: a}}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {priorityClassName: high}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {nodeName: master}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {tolerations: [{operator: Exists}]}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {terminationGracePeriodSeconds: 600}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {volumes: [{name: a, projected: {sources: [{serviceAccountToken: {audience: vault, path: t}}]}}]}}",
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {storageClassName: ''}}",
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {selector: {matchLabels: {a: b}}}}",
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {dataSource: {kind: VolumeSnapshot, name: a}}}]}}",
        "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x}, addressType: IPv4, endpoints: []}",
        "{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {jobTemplate: {metadata: {annotations: {a.b/c: d}}}}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {volumes: [{name: a, ephemeral: {volumeClaimTemplate: {metadata: {annotations: {a.b/c: d}}}}}]}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {resourceClaims: [{name: a, resourceClaimName: b}]}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {initContainers: [{name: c, resources: {requests: {a.b/gpu: 1}}}]}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {volumes: [{name: a, projected: {sources: [{podCertificate: {signerName: a.b/c}}]}}]}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: x}, subjects: [{kind: User, name: a}]}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: x}, subjects: [{kind: ServiceAccount, name: a, namespace: other}]}"
      })
  void nothingReachesBeyondTheNamespace(String yaml) {
    assertRefusedIfShared(yaml, "/x, ");
  }

  @Test
  void ordinaryChartsStay() {
    String yaml =
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x, annotations: {helm.sh/hook-weight: '1'}}, spec: {replicas: 3, template: {metadata: {annotations: {checksum/config: a, prometheus.io/scrape: 'true', note: b}}, spec: {terminationGracePeriodSeconds: 60, tolerations: [], containers: [{name: c, resources: {limits: {cpu: 1, memory: 1Gi, ephemeral-storage: 1Gi}}}]}}, volumeClaimTemplates: [{metadata: {name: a}, spec: {storageClassName: fast}}]}}";
    String binding =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: x}, subjects: [{kind: ServiceAccount, name: a}, {kind: ServiceAccount, name: b, namespace: %s}]}"
            .formatted(NAMESPACE);
    for (String ordinary : List.of(yaml, binding)) {
      assertThatCode(() -> ManifestGuard.check(parse(ordinary), NAMESPACE, Tenancy.SHARED))
          .doesNotThrowAnyException();
    }
  }
}
