package io.github.statefulsetlab.chart.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "storage.k8s.io/v1, StorageClass, one namespace",
    "apiextensions.k8s.io/v1, CustomResourceDefinition, one namespace"
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

  @ParameterizedTest
  @CsvSource({
    "secrets-store.csi.k8s.io, 1",
    "csi.cert-manager.io, 1",
    "nfs.csi.k8s.io, 0",
    "ebs.csi.aws.com, 0"
  })
  void emptyVolumesThatADriverWouldFillWithSecrets(String driver, int concessions) {
    String yaml =
        SET.replace("containers: []", "containers: [], volumes: [{name: v, csi: {driver: %s}}]")
            .formatted(driver);

    assertThat(Concessions.of(parse(yaml), NAMESPACE)).hasSize(concessions);
    assertThat(after(yaml))
        .flatExtracting(object -> Workloads.podSpec(object).orElseThrow().getVolumes())
        .extracting(volume -> volume.getCsi() == null, volume -> volume.getEmptyDir() == null)
        .containsExactly(tuple(concessions == 1, concessions == 0));
  }

  @Test
  void keepAServiceOfAllPodsReachableRatherThanOneOfOnePod() {
    String ofOne =
        service("web-0", "NodePort")
            .replace(
                "selector: {app: web}",
                "selector: {app: web, statefulset.kubernetes.io/pod-name: web-0}");

    assertThat(Concessions.of(parse(SET + ofOne + service("web", "NodePort")), NAMESPACE))
        .singleElement()
        .extracting(Patch::description)
        .asString()
        .endsWith("exposes one Service (Service/web): Service/web-0");
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

  @ParameterizedTest
  @CsvSource({"ClusterRole, 1", "Role, 2"})
  void leaveOutARoleBindingToARoleOfTheCluster(String kind, int left) {
    String binding =
        object("rbac.authorization.k8s.io/v1", "RoleBinding", "view")
            + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: view}\n"
                .formatted(kind);

    assertThat(after(SET + binding)).hasSize(left);
  }

  @Test
  void limitARoleToTheRightsOfALab() {
    String role =
        object("rbac.authorization.k8s.io/v1", "Role", "r")
            + """
            rules:
            - {apiGroups: [""], resources: [pods, pods/exec], verbs: [get, create]}
            - {apiGroups: [monitoring.coreos.com], resources: [servicemonitors], verbs: ["*"]}
            - {apiGroups: ["*"], resources: [leases, configmaps], resourceNames: [a], verbs: ["*"]}
            - {apiGroups: [""], resources: [secrets], verbs: [get]}
            """;

    assertThat(Concessions.of(parse(role), NAMESPACE))
        .extracting(Patch::description)
        .containsExactly("limited to the rights that a lab gives: Role/r");
    assertThat(((Role) after(role).get(0)).getRules())
        .extracting(
            rule -> rule.getApiGroups(),
            rule -> rule.getResources(),
            rule -> rule.getResourceNames())
        .containsExactly(
            tuple(List.of(""), List.of("pods"), List.of()),
            tuple(List.of(""), List.of("configmaps"), List.of("a")),
            tuple(List.of("coordination.k8s.io"), List.of("leases"), List.of("a")),
            tuple(List.of(""), List.of("secrets"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiGroups: [''], resources: [pods, pods/log], verbs: [get, list, watch]}",
        "{apiGroups: [apps], resources: [statefulsets], verbs: [patch]}",
        "{apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [escalate]}",
      })
  void leaveARoleAloneThatStaysWithinOrThatTheGuardRefuses(String rule) {
    String role =
        object("rbac.authorization.k8s.io/v1", "Role", "r") + "rules: [%s]\n".formatted(rule);

    assertThat(Concessions.of(parse(role), NAMESPACE)).isEmpty();
  }

  @Test
  void leaveOutTheAddressOfALoadBalancer() {
    String service =
        service("web", "LoadBalancer").replace("{type:", "{loadBalancerIP: 192.0.2.1, type:");

    assertThat(after(service))
        .extracting(object -> ((Service) object).getSpec().getLoadBalancerIP())
        .containsExactly((String) null);
    assertThat(Concessions.of(parse(service), NAMESPACE))
        .extracting(Patch::description)
        .containsExactly(
            "loadBalancerIP left out, because a lab has no load balancer: Service/web");
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
