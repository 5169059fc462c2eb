package io.github.statefulsetlab.chart.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcessionsTest {

  private static final String NAMESPACE = "lab";
  private static final String SET =
      """
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec: {template: {metadata: {labels: {app: web}}, spec: {containers: []}}}
      """;

  @Test
  void leaveAChartAloneThatStaysInItsNamespace() {
    assertThat(Concessions.of(parse(SET + service("web", "NodePort")), NAMESPACE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "argoproj.io/v1alpha1, Rollout, custom resources",
    "monitoring.coreos.com/v1, ServiceMonitor, custom resources",
    "cert-manager.io/v1, Certificate, custom resources",
    "snapshot.storage.k8s.io/v1, VolumeSnapshotClass, custom resources",
    "networking.k8s.io/v1, NetworkPolicy, has its own",
    "v1, LimitRange, has its own",
    "v1, Namespace, one namespace",
    "rbac.authorization.k8s.io/v1, ClusterRole, one namespace",
    "v1, PersistentVolume, one namespace",
    "storage.k8s.io/v1, StorageClass, one namespace"
  })
  void leaveOutWhatALabHasNoUseFor(String version, String kind, String why) {
    String beside = object(version, kind, "beside");

    assertThat(Concessions.of(parse(SET + beside), NAMESPACE))
        .singleElement()
        .satisfies(
            patch ->
                assertThat(patch.description()).contains(why).endsWith(": " + kind + "/beside"));
    assertThat(after(SET + beside)).extracting(HasMetadata::getKind).containsExactly("StatefulSet");
  }

  @ParameterizedTest
  @CsvSource({
    "apiextensions.k8s.io/v1, CustomResourceDefinition",
    "admissionregistration.k8s.io/v1, ValidatingWebhookConfiguration",
    "batch/v1, Job",
    "v1, Secret"
  })
  void leaveAllElseToTheGuard(String version, String kind) {
    assertThat(Concessions.of(parse(object(version, kind, "x")), NAMESPACE)).isEmpty();
  }

  @Test
  void keepOneServiceReachableAndThatIsTheOneInFrontOfTheStatefulSet() {
    String yaml =
        SET
            + service("preview", "NodePort").replace("app: web", "app: other")
            + service("web", "NodePort")
            + service("admin", "LoadBalancer");

    assertThat(after(yaml))
        .filteredOn(Service.class::isInstance)
        .extracting(
            object -> object.getMetadata().getName(),
            object -> ((Service) object).getSpec().getType(),
            object -> ((Service) object).getSpec().getPorts().get(0).getNodePort())
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("preview", "ClusterIP", null),
            org.assertj.core.api.Assertions.tuple("web", "NodePort", 30080),
            org.assertj.core.api.Assertions.tuple("admin", "ClusterIP", null));
    assertThat(Concessions.of(parse(yaml), NAMESPACE))
        .singleElement()
        .extracting(Patch::description)
        .asString()
        .endsWith("exposes one Service (Service/web): Service/preview, Service/admin");
  }

  @Test
  void moveWhatNamesANamespaceIntoTheLabs() {
    String yaml = SET + named("default") + named(NAMESPACE) + named("kube-system");

    assertThat(after(yaml))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsExactly(null, null, NAMESPACE, "kube-system");
    assertThat(Concessions.beyondTheNamespace(parse(yaml), NAMESPACE))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsExactly("default");
  }

  private static List<HasMetadata> after(String yaml) {
    Manifests manifests = parse(yaml);
    return manifests.with(Concessions.of(manifests, NAMESPACE)).objects();
  }

  private static Manifests parse(String yaml) {
    return Manifests.parse(yaml);
  }

  private static String named(String namespace) {
    return object("v1", "ConfigMap", "x").replace("name: x", "name: x, namespace: " + namespace);
  }

  private static String object(String version, String kind, String name) {
    return "---\napiVersion: %s\nkind: %s\nmetadata: {name: %s}\n".formatted(version, kind, name);
  }

  private static String service(String name, String type) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec: {type: %s, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
        """
        .formatted(name, type);
  }
}
