package io.github.statefulsetlab.selftest;

import static io.github.statefulsetlab.selftest.SandboxAttacks.assertRefused;
import static io.github.statefulsetlab.selftest.SandboxAttacks.create;
import static io.github.statefulsetlab.selftest.SandboxAttacks.dryRun;
import static io.github.statefulsetlab.selftest.SandboxAttacks.idle;
import static io.github.statefulsetlab.selftest.SandboxAttacks.pod;
import static io.github.statefulsetlab.selftest.SandboxAttacks.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.selftest.SandboxAttacks.Attack;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no chart may have can't be had on the cluster either, whatever the guard of manifests
 * overlooks. Each attack is a control at the same time: an administrator succeeds with it in a
 * namespace without a fence. Where nothing has to be there, it is all dry run on the server.
 */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("The fence around a lab")
class SandboxIT {

  private FencedNamespaces namespaces;
  private KubernetesClient admin;
  private KubernetesClient installer;
  private String fenced;
  private String open;

  @BeforeAll
  void putUpAFence(SuiteRunner runner) throws IOException {
    namespaces = FencedNamespaces.on(runner.cluster());
    admin = namespaces.admin();
    installer = namespaces.installer();
    fenced = namespaces.fenced();
    open = namespaces.open();
    await("the installer's rights")
        .atMost(FencedNamespaces.SOON)
        .untilAsserted(
            () -> assertThatCode(() -> tries(CONFIG_MAP, fenced)).doesNotThrowAnyException());
  }

  @AfterAll
  void takeItDown() {
    namespaces.close();
  }

  private static final String CONFIG_MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {}}";
  private static final String NO_RIGHT = "cannot create resource";

  static Stream<Attack> attacks() {
    return Stream.of(
        cluster("v1", "Namespace", "metadata: {name: x}"),
        cluster("rbac.authorization.k8s.io/v1", "ClusterRole", "metadata: {name: x}, rules: []"),
        cluster(
            "rbac.authorization.k8s.io/v1",
            "ClusterRoleBinding",
            "metadata: {name: x}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole,"
                + " name: cluster-admin}"),
        cluster(
            "v1",
            "PersistentVolume",
            "metadata: {name: x}, spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce],"
                + " hostPath: {path: /}}"),
        cluster("storage.k8s.io/v1", "StorageClass", "metadata: {name: x}, provisioner: a.b/c"),
        cluster("scheduling.k8s.io/v1", "PriorityClass", "metadata: {name: x}, value: 1000"),
        cluster(
            "admissionregistration.k8s.io/v1",
            "ValidatingWebhookConfiguration",
            "metadata: {name: x}"),
        cluster(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "metadata: {name: as.b.c}, spec: {group: b.c, scope: Cluster, names: {plural: as, kind:"
                + " A}, versions: [{name: v1, served: true, storage: true, schema:"
                + " {openAPIV3Schema: {type: object}}}]}"),
        new Attack(
            "another namespace",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: kube-system}}",
            NO_RIGHT),
        new Attack(
            "a policy that opens the network",
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: x}, spec:"
                + " {podSelector: {}, egress: [{}], policyTypes: [Egress]}}",
            NO_RIGHT),
        new Attack(
            "a role with more rights",
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: x}, rules:"
                + " [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}",
            "attempting to grant RBAC permissions not currently held"),
        new Attack(
            "the rights of an administrator",
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x},"
                + " roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name:"
                + " cluster-admin}, subjects: [{kind: ServiceAccount, name: default}]}",
            "attempting to grant RBAC permissions not currently held"),
        pod("hostPath", "volumes: [{name: v, hostPath: {path: /}}]", "", "hostPath volumes"),
        pod("hostNetwork", "hostNetwork: true", "", "host namespaces"),
        pod("hostPID", "hostPID: true", "", "host namespaces"),
        pod("hostIPC", "hostIPC: true", "", "host namespaces"),
        pod("privileged", "", "securityContext: {privileged: true}", "privileged"),
        pod("hostPort", "", "ports: [{containerPort: 80, hostPort: 80}]", "hostPort"),
        pod(
            "capability",
            "",
            "securityContext: {capabilities: {add: [SYS_ADMIN]}}",
            "non-default capabilities"),
        pod(
            "unconfined",
            "securityContext: {seccompProfile: {type: Unconfined}}",
            "",
            "seccompProfile"),
        pod(
            "sysctl",
            "securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}",
            "",
            "forbidden sysctls"),
        pod(
            "a probe of another host",
            "",
            "livenessProbe: {httpGet: {port: 80, host: 10.0.0.1}}",
            "probe or lifecycle host"),
        pod(
            "the rank of the cluster's own pods",
            "priorityClassName: system-node-critical",
            "",
            "exceeded quota"),
        pod(
            "memory without end",
            "",
            "resources: {requests: {memory: 1Mi}, limits: {memory: 100Gi}}",
            "maximum memory usage per Container"),
        new Attack(
            "storage without end",
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {accessModes:"
                + " [ReadWriteOnce], resources: {requests: {storage: 1Ti}}}}",
            "exceeded quota"),
        new Attack(
            "two ports of the nodes",
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {type: NodePort, ports:"
                + " [{name: a, port: 1}, {name: b, port: 2}]}}",
            "exceeded quota"));
  }

  private static Attack cluster(String version, String kind, String rest) {
    return new Attack(
        kind, "{apiVersion: %s, kind: %s, %s}".formatted(version, kind, rest), NO_RIGHT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void keepsTheInstallerFrom(Attack attack) {
    assertThatCode(() -> dryRun(admin, attack.yaml(), open))
        .as("the same without a fence")
        .doesNotThrowAnyException();

    assertRefused(() -> tries(attack.yaml(), fenced), attack.refusal());
  }

  @Test
  void keepsTheInstallerFromASecondServiceThatLeadsIn() {
    for (String type : List.of("NodePort", "LoadBalancer")) {
      create(admin, service("first", type), open);
      assertThatCode(() -> dryRun(admin, service("second", type), open))
          .as("the same without a fence")
          .doesNotThrowAnyException();
      admin.services().inNamespace(open).withName("first").delete();

      create(installer, service("first", type), fenced);
      assertRefused(() -> tries(service("second", type), fenced), "exceeded quota");
      installer.services().inNamespace(fenced).withName("first").delete();
      await("the quota to see that it is gone")
          .atMost(FencedNamespaces.SOON)
          .untilAsserted(
              () ->
                  assertThatCode(() -> tries(service("third", type), fenced))
                      .doesNotThrowAnyException());
    }
  }

  /** Nobody schedules them, so that none of them runs. */
  @Test
  void keepsTheInstallerFromTooManyPods() {
    int most = 20;
    for (int i = 0; i < most; i++) {
      create(installer, idle("idle-" + i), fenced);
      create(admin, idle("idle-" + i), open);
    }
    assertThatCode(() -> dryRun(admin, idle("more"), open))
        .as("the same without a fence")
        .doesNotThrowAnyException();

    assertRefused(() -> tries(idle("more"), fenced), "exceeded quota");

    for (String namespace : List.of(fenced, open)) {
      admin.pods().inNamespace(namespace).withGracePeriod(0).delete();
    }
    await("the quota to see that they are gone")
        .atMost(FencedNamespaces.SOON)
        .untilAsserted(
            () -> assertThatCode(() -> tries(idle("more"), fenced)).doesNotThrowAnyException());
  }

  @Test
  void keepsTheInstallerFromTakingItDownAndLookingAround() {
    assertRefused(
        () -> installer.resourceQuotas().inNamespace(fenced).delete(),
        "cannot deletecollection resource");
    assertRefused(
        () ->
            installer
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(fenced)
                .withName("statefulset-lab")
                .delete(),
        "cannot delete resource");
    assertRefused(
        () ->
            installer
                .namespaces()
                .withName(fenced)
                .edit(
                    n ->
                        new NamespaceBuilder(n)
                            .editMetadata()
                            .addToLabels("pod-security.kubernetes.io/enforce", "privileged")
                            .endMetadata()
                            .build()),
        "cannot patch resource");
    assertRefused(
        () -> installer.secrets().inNamespace("kube-system").list(), "cannot list resource");
    assertRefused(() -> installer.pods().inNamespace(open).list(), "cannot list resource");
    assertRefused(() -> installer.nodes().list(), "cannot list resource");
  }

  @Test
  void givesPodsNoTokenAndLimitsThatTheyDidNotAskFor() {
    Pod inside = (Pod) dryRun(installer, idle("x"), fenced);
    Pod outside = (Pod) dryRun(admin, idle("x"), open);

    assertThat(outside.getSpec().getVolumes()).as("the same without a fence").hasSize(1);
    assertThat(inside.getSpec().getVolumes()).extracting(Volume::getName).isEmpty();
    assertThat(inside.getSpec().getContainers().get(0).getResources().getLimits())
        .containsEntry("memory", new Quantity("1Gi"))
        .doesNotContainKey("cpu");
  }

  @Test
  void letsTheInstallerMakeWhatChartsHave() {
    assertThat(
            List.of(
                CONFIG_MAP,
                idle("x"),
                "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {selector:"
                    + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec:"
                    + " {containers: [{name: c, image: c}]}}}}",
                "{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {template: {spec:"
                    + " {restartPolicy: Never, containers: [{name: c, image: c}]}}}}",
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: x}, spec:"
                    + " {minAvailable: 1}}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: x}, rules:"
                    + " [{apiGroups: [''], resources: [pods], verbs: [get, list]}]}"))
        .allSatisfy(
            yaml -> assertThatCode(() -> tries(yaml, fenced)).as(yaml).doesNotThrowAnyException());
  }

  private void tries(String yaml, String namespace) {
    dryRun(installer, yaml, namespace);
  }
}
