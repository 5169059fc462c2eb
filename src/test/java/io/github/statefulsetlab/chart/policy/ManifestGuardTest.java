package io.github.statefulsetlab.chart.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The guard of rendered manifests")
class ManifestGuardTest {

  private static final String NAMESPACE = "lab-web";

  @Nested
  class Pods {

    static final String TEMPLATE = "spec.template.spec.";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            hostNetwork                                       | hostNetwork: true
            hostPID                                           | hostPID: true
            hostIPC                                           | hostIPC: true
            volumes[1].hostPath                               | volumes: [{name: a, emptyDir: {}}, {name: b, hostPath: {path: /}}]
            priorityClassName                                 | priorityClassName: system-node-critical
            securityContext.sysctls[0].name                   | securityContext: {sysctls: [{name: kernel.msgmax, value: "1"}]}
            securityContext.seccompProfile.type               | securityContext: {seccompProfile: {type: Unconfined}}
            securityContext.appArmorProfile.type              | securityContext: {appArmorProfile: {type: Unconfined}}
            securityContext.seLinuxOptions.type               | securityContext: {seLinuxOptions: {type: spc_t}}
            securityContext.seLinuxOptions.user               | securityContext: {seLinuxOptions: {user: system_u}}
            securityContext.seLinuxOptions.role               | securityContext: {seLinuxOptions: {role: system_r}}
            securityContext.windowsOptions.hostProcess        | securityContext: {windowsOptions: {hostProcess: true}}
            """)
    void mayNotAskFor(String field, String spec) {
      assertRefused(set(spec + ", containers: [{name: c}]"), TEMPLATE + field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            securityContext.privileged                        | securityContext: {privileged: true}
            securityContext.procMount                         | securityContext: {procMount: Unmasked}
            securityContext.capabilities.add[1]               | securityContext: {capabilities: {add: [CHOWN, NET_RAW]}}
            securityContext.capabilities.add[0]               | securityContext: {capabilities: {add: [SYS_ADMIN]}}
            securityContext.seccompProfile.type               | securityContext: {seccompProfile: {type: Unconfined}}
            securityContext.windowsOptions.hostProcess        | securityContext: {windowsOptions: {hostProcess: true}}
            ports[0].hostPort                                 | ports: [{containerPort: 80, hostPort: 80}]
            livenessProbe.httpGet.host                        | livenessProbe: {httpGet: {port: 80, host: 10.0.0.1}}
            readinessProbe.tcpSocket.host                     | readinessProbe: {tcpSocket: {port: 80, host: 10.0.0.1}}
            lifecycle.preStop.httpGet.host                    | lifecycle: {preStop: {httpGet: {port: 80, host: 10.0.0.1}}}
            """)
    void mayNotHaveAContainerWith(String field, String container) {
      String hostile = "{name: c, %s}".formatted(container);
      assertRefused(
          set("containers: [%s]".formatted(hostile)), TEMPLATE + "containers[0]." + field);
      assertRefused(
          set("containers: [{name: d}], initContainers: [{name: i}, %s]".formatted(hostile)),
          TEMPLATE + "initContainers[1]." + field);
      assertRefused(
          pod("containers: [{name: d}], ephemeralContainers: [%s]".formatted(hostile)),
          "spec.ephemeralContainers[0]." + field);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            v1       | Pod                   | {spec: %s}                                          | spec.
            v1       | ReplicationController | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            apps/v1  | DaemonSet             | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            apps/v1  | Deployment            | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            apps/v1  | ReplicaSet            | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            apps/v1  | StatefulSet           | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            batch/v1 | Job                   | {spec: {template: {spec: %s}}}                      | spec.template.spec.
            batch/v1 | CronJob               | {spec: {jobTemplate: {spec: {template: {spec: %s}}}}} | spec.jobTemplate.spec.template.spec.
            """)
    void areFoundInEveryWorkload(String version, String kind, String object, String path) {
      String spec = object.formatted("{hostPID: true}").replaceFirst("^\\{", "");
      assertRefused(
          "{apiVersion: %s, kind: %s, metadata: {name: x}, %s".formatted(version, kind, spec),
          kind + "/x, " + path + "hostPID (true)");
    }

    @Test
    void areFoundInHooks() {
      assertRefused(
          "{apiVersion: v1, kind: Pod, metadata: {name: x, annotations: {helm.sh/hook: pre-install}}, spec: {hostPID: true}}",
          "Pod/x, spec.hostPID");
    }

    @Test
    void areFoundInLists() {
      assertRefused(
          "{apiVersion: v1, kind: List, items: [%s]}".formatted(pod("hostPID: true")),
          "Pod/x, spec.hostPID");
    }

    @Test
    void mayNotSwitchAppArmorOffByAnnotation() {
      assertRefused(
          "{apiVersion: v1, kind: Pod, metadata: {name: x, annotations: {container.apparmor.security.beta.kubernetes.io/c: unconfined}}, spec: {}}",
          "metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "hostNetwork: false, hostPID: false, hostIPC: false",
          "securityContext: {runAsUser: 0, seccompProfile: {type: RuntimeDefault}}",
          "securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '0'}]}",
          "priorityClassName: high",
          "volumes: [{name: a, emptyDir: {}}, {name: b, persistentVolumeClaim: {claimName: b}}]",
          "containers: [{name: c, securityContext: {privileged: false, procMount: Default}}]",
          "containers: [{name: c, securityContext: {capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}}}]",
          "containers: [{name: c, ports: [{containerPort: 80, hostPort: 0}]}]",
          "containers: [{name: c, livenessProbe: {httpGet: {port: 80, path: /}}}]"
        })
    void mayBeOrdinary(String spec) {
      assertAllowed(set(spec));
    }
  }

  @Nested
  class Objects {

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
      assertRefused(object(version, kind), kind + "/x, kind (" + kind + ")", "whole cluster");
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
      assertRefused(object(version, kind), kind + "/x, kind", "is no kind that a lab has");
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
  }

  @Nested
  class Services {

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
  }

  @Nested
  class Numbers {

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
    void ofContainersAreBounded() {
      String containers = "{name: c}" + ", {name: c}".repeat(20);
      assertRefused(set("containers: [%s]".formatted(containers)), "containers", "20 containers");
    }
  }

  @Nested
  class NamesOfTheLab {

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

  @Test
  void nobodyHidesObjectsInAnother() {
    assertRefused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, items: [{apiVersion: v1, kind: Service, metadata: {name: y}}]}",
        "ConfigMap/x, items");
    assertRefused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: x}}",
        "ConfigMap/?, metadata.generateName");
  }

  @Nested
  class OnASharedCluster {

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
          "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x}, addressType: IPv4, endpoints: []}"
        })
    void nothingReachesBeyondTheNamespace(String yaml) {
      assertRefusedIfShared(yaml, "/x, ");
    }

    @Test
    void ordinaryChartsStay() {
      String yaml =
          "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x, annotations: {helm.sh/hook-weight: '1'}}, spec: {replicas: 3, template: {metadata: {annotations: {checksum/config: a, prometheus.io/scrape: 'true', note: b}}, spec: {terminationGracePeriodSeconds: 60, tolerations: [], containers: [{name: c}]}}, volumeClaimTemplates: [{metadata: {name: a}, spec: {storageClassName: fast}}]}}";
      assertThatCode(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.SHARED))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs: {server: a, path: /}",
        "iscsi: {}",
        "csi: {driver: a}",
        "cephfs: {}",
        "flexVolume: {driver: a}"
      })
  void nodesMountNoForeignVolumes(String volume) {
    assertRefused(
        set("volumes: [{name: a, %s}]".formatted(volume)), "spec.template.spec.volumes[0].");
  }

  @Test
  void everyOffenceIsListed() {
    assertRefused(
        object("v1", "Namespace") + "\n---\n" + set("hostPID: true, hostIPC: true"),
        "- Namespace/x, kind",
        "- StatefulSet/x, spec.template.spec.hostPID",
        "- StatefulSet/x, spec.template.spec.hostIPC");
  }

  @Nested
  class Folders {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
        strings = {"crds/a.yaml", "charts/sub/crds/a.yaml", "charts/a/charts/b/crds/c/d.yaml"})
    void mayNotBeDefinitionsOfKinds(String file) throws IOException {
      Chart chart = chartWith(file);

      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> ManifestGuard.checkFiles(chart))
          .withMessageContaining(file + ", kind (CustomResourceDefinition)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"templates/crds/a.yaml", "crds.yaml", "files/crds/a.yaml"})
    void mayBeCalledAlike(String file) throws IOException {
      Chart chart = chartWith(file);

      assertThatCode(() -> ManifestGuard.checkFiles(chart)).doesNotThrowAnyException();
    }

    private Chart chartWith(String file) throws IOException {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "");
      return new Chart(folder, folder, "web", "1.0.0", "");
    }
  }

  @ParameterizedTest
  @MethodSource("goodCharts")
  void goodChartsPass(Path chart) {
    try (HelmRunner helm = new HelmRunner()) {
      String rendered = helm.template(chart, Values.NONE, "web", NAMESPACE, "v1.36.1");

      assertAllowed(rendered);
    }
    assertThatCode(() -> ManifestGuard.checkFiles(Chart.read(chart))).doesNotThrowAnyException();
  }

  static Stream<Path> goodCharts() {
    Path reference = Path.of("src", "test", "resources", "reference-charts");
    return Stream.of(
        Path.of("charts", "counter"),
        reference.resolve("helm-create"),
        reference.resolve("plain-manifests"));
  }

  private static String object(String version, String kind) {
    return "{apiVersion: %s, kind: %s, metadata: {name: x}}".formatted(version, kind);
  }

  private static String set(String spec) {
    return "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {template: {spec: {%s}}}}"
        .formatted(spec);
  }

  private static String pod(String spec) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {%s}}".formatted(spec);
  }

  /** What begins with a brace would be read as JSON. */
  private static Manifests parse(String yaml) {
    return Manifests.parse(yaml.replaceAll("(?m)^[{]", "# YAML\n{"));
  }

  private static void assertAllowed(String yaml) {
    assertThatCode(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.OWN))
        .as(yaml)
        .doesNotThrowAnyException();
  }

  private static void assertRefusedIfShared(String yaml, String... words) {
    assertAllowed(yaml);
    assertThatExceptionOfType(ChartException.class)
        .as(yaml)
        .isThrownBy(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.SHARED))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
  }

  private static void assertRefused(String yaml, String... words) {
    assertThat(parse(yaml).objects()).as("what is guarded").isNotEmpty();
    assertThatExceptionOfType(ChartException.class)
        .as(yaml)
        .isThrownBy(() -> ManifestGuard.check(parse(yaml), NAMESPACE, Tenancy.OWN))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
  }
}
