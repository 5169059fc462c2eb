package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.NAMESPACE;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertAllowed;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefused;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.object;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules for objects")
class ObjectRulesTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "v1, Namespace",
    "v1, Node",
    "v1, PersistentVolume",
    "rbac.authorization.k8s.io/v1, ClusterRole",
    "rbac.authorization.k8s.io/v1, ClusterRoleBinding",
    "storage.k8s.io/v1, StorageClass",
    "apiextensions.k8s.io/v1, CustomResourceDefinition",
    "admissionregistration.k8s.io/v1, ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/v1, MutatingWebhookConfiguration",
    "scheduling.k8s.io/v1, PriorityClass",
    "apiregistration.k8s.io/v1, APIService"
  })
  void mayNotBelongToTheCluster(String version, String kind) {
    assertRefused(object(version, kind), kind + "/x, kind (" + kind + ")", "cluster-scoped");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "networking.k8s.io/v1, NetworkPolicy",
    "v1, ResourceQuota",
    "v1, LimitRange",
  })
  void mayNotTouchTheFence(String version, String kind) {
    assertRefused(object(version, kind), kind + "/x, kind", "a lab's namespace has its own");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "example.com/v1, Unheard",
    "example.com/v1, StatefulSet",
    "v1, StatefulSet",
    "monitoring.coreos.com/v1, ServiceMonitor"
  })
  void mayNotBeOfAKindThatALabDoesNotHave(String version, String kind) {
    assertRefused(object(version, kind), kind + "/x, kind", "is not a kind that a lab has");
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Statefulset, StatefulSet",
    "v1, service, Service",
    "policy/v1, PodDisruptionbudget, PodDisruptionBudget"
  })
  void aKindInTheWrongCaseIsTold(String version, String kind, String meant) {
    assertRefused(object(version, kind), kind + "/x, kind", "Write " + meant + ":");
  }

  @Test
  void mayNotBeForAnotherNamespace() {
    String hostile =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: kube-system}}";

    assertRefused(hostile, "ConfigMap/x, metadata.namespace (kube-system)", "Release.Namespace");
    assertAllowed(hostile.replace("kube-system", NAMESPACE));
  }

  @Test
  void mayNotBeHeldByFinalizers() {
    assertRefused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, finalizers: [a.b/never]}}",
        "metadata.finalizers");
    assertRefused(
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {template: {metadata: {finalizers: [a.b/never]}}}}",
        "spec.template.metadata.finalizers");
  }

  @Test
  void mayNotTakeSomebodyElsesVolume() {
    assertRefused(
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {volumeName: pv1}}",
        "PersistentVolumeClaim/x, spec.volumeName (pv1)");
    assertRefused(
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {volumeName: pv1}}]}}",
        "spec.volumeClaimTemplates[0].spec.volumeName");
    assertAllowed(
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {storageClassName: ''}}");
  }

  @Test
  void mayNotBindRolesOfTheCluster() {
    String binding =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}}";

    assertRefused(binding, "RoleBinding/x, roleRef");
    assertAllowed(binding.replace("ClusterRole", "Role"));
  }

  @ParameterizedTest
  @CsvSource({"NodePort, NodePort", "NodePort, LoadBalancer", "LoadBalancer, LoadBalancer"})
  void mayLeadInOnlyOnce(String one, String other) {
    assertRefused(service("one", one) + "\n---\n" + service("other", other), "Service/other");
    assertAllowed(service("one", one) + "\n---\n" + service("other", "ClusterIP"));
  }

  @Test
  void mayNotTakeAddresses() {
    assertRefused(
        "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {externalIPs: [10.0.0.1]}}",
        "Service/x, spec.externalIPs");
  }

  private static String service(String name, String type) {
    return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {type: %s}}"
        .formatted(name, type);
  }

  @Test
  void nobodyHidesObjectsInAnother() {
    assertRefused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, items: [{apiVersion: v1, kind: Service, metadata: {name: y}}]}",
        "ConfigMap/x, items");
    assertRefused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x}}",
        "ConfigMap/?, metadata.generateName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: sh.helm.release.v1.web.v1}",
        "{name: sh.helm.release.v1.web.v7, annotations: {helm.sh/hook: pre-install}}",
        "{name: x, labels: {owner: helm, name: web, status: deployed}}"
      })
  void mayNotBeWhatHelmKnowsTheReleaseBy(String metadata) {
    assertRefused(
        "{apiVersion: v1, kind: Secret, metadata: %s, type: Opaque}".formatted(metadata),
        "Helm would take the Secret for its record of the release");
    assertAllowed("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, labels: {owner: helm}}}");
    assertAllowed("{apiVersion: v1, kind: Secret, metadata: {name: x, labels: {owner: me}}}");
  }
}
