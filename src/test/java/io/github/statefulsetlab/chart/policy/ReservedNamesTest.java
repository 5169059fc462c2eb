package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertAllowed;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefused;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of the lab")
class ReservedNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {serviceAccountName: statefulset-lab-installer}}",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: statefulset-lab-installer, annotations: {helm.sh/hook: pre-upgrade}}}",
        "{apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: x, annotations: {kubernetes.io/service-account.name: statefulset-lab-installer}}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: statefulset-lab-installer}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: y}, subjects: [{kind: User, name: 'system:serviceaccount:lab:statefulset-lab-installer'}]}",
        "{apiVersion: v1, kind: Pod, metadata: {name: x, labels: {app.kubernetes.io/managed-by: statefulset-lab}}}",
        "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: x}, spec: {selector: {matchLabels: {app.kubernetes.io/managed-by: statefulset-lab}}}}",
        "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: x}, spec: {selector: {matchExpressions: [{key: app.kubernetes.io/managed-by, operator: In, values: [a, statefulset-lab]}]}}}",
        "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: x}, spec: {selector: {matchExpressions: [{key: app.kubernetes.io/managed-by, operator: Exists}]}}}",
        "{apiVersion: v1, kind: Service, metadata: {name: x, labels: {statefulset-lab.github.io/open: 'true'}}}"
      })
  void areNotForCharts(String yaml) {
    assertRefused(yaml, "belongs to the lab");
  }

  @Test
  void areFreeAsWords() {
    assertAllowed(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: statefulset-lab, labels: {app.kubernetes.io/managed-by: Helm}}, data: {a: statefulset-lab-installer}}");
  }
}
