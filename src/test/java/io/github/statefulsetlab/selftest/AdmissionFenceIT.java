package io.github.statefulsetlab.selftest;

import static io.github.statefulsetlab.selftest.SandboxAttacks.create;
import static io.github.statefulsetlab.selftest.SandboxAttacks.dryRun;
import static io.github.statefulsetlab.selftest.SandboxAttacks.idle;
import static io.github.statefulsetlab.selftest.SandboxAttacks.pod;
import static io.github.statefulsetlab.selftest.SandboxAttacks.read;
import static io.github.statefulsetlab.selftest.SandboxAttacks.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.statefulsetlab.sandbox.Namespaces;
import io.github.statefulsetlab.sandbox.ToolboxPod;
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

/** The second fence, without the first one where that would refuse the same. */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("The admission policy of a lab")
class AdmissionFenceIT {

  private static final String INSTALLER = "statefulset-lab-installer";

  private FencedNamespaces namespaces;
  private KubernetesClient admin;
  private KubernetesClient installer;
  private String fenced;
  private String open;

  /** A namespace of the lab's without anything but the admission policy. */
  private String policed;

  @BeforeAll
  void makeNamespaces(SuiteRunner runner) throws IOException {
    namespaces = FencedNamespaces.on(runner.cluster());
    admin = namespaces.admin();
    installer = namespaces.installer();
    fenced = namespaces.fenced();
    open = namespaces.open();
    policed = namespaces.another("policed", Namespaces.labels());
    await("the API server to act by the admission policy")
        .atMost(FencedNamespaces.SOON)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(
                        () ->
                            dryRun(
                                admin,
                                "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {hostPID:"
                                    + " true, containers: [{name: c, image: c}]}}",
                                policed)));
  }

  @AfterAll
  void takeThemDown() {
    namespaces.close();
  }

  /** What the admission policy says by itself, to whoever asks. */
  static Stream<Attack> policed() {
    return Stream.of(
        pod("hostPath", "volumes: [{name: v, hostPath: {path: /}}]", "", "mount no volumes"),
        pod("nfs", "volumes: [{name: v, nfs: {server: a, path: /}}]", "", "mount no volumes"),
        pod("cephfs", "volumes: [{name: v, cephfs: {monitors: [a]}}]", "", "mount no volumes"),
        pod(
            "flexVolume",
            "volumes: [{name: v, emptyDir: {}}, {name: w, flexVolume: {driver: a/b}}]",
            "",
            "mount no volumes"),
        pod("hostNetwork", "hostNetwork: true", "", "namespaces of the kernel"),
        pod("hostPID", "hostPID: true", "", "namespaces of the kernel"),
        pod("privileged", "", "securityContext: {privileged: true}", "not privileged"),
        pod("hostPort", "", "ports: [{containerPort: 80, hostPort: 80}]", "no ports of the node"),
        pod(
            "capability",
            "",
            "securityContext: {capabilities: {add: [NET_ADMIN]}}",
            "no other capabilities"),
        pod(
            "an init container",
            "initContainers: [{name: i, image: i, securityContext: {privileged: true}}]",
            "",
            "not privileged"),
        new Attack(
            "loadBalancerIP",
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {type: LoadBalancer,"
                + " loadBalancerIP: 10.0.0.1, ports: [{port: 80}]}}",
            "no address of a load balancer"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policed")
  void isSecondedByAnAdmissionPolicy(Attack attack) {
    assertThatCode(() -> dryRun(admin, attack.yaml(), open))
        .as("the same without a policy")
        .doesNotThrowAnyException();

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> dryRun(admin, attack.yaml(), policed))
        .withMessageContaining("ValidatingAdmissionPolicy")
        .withMessageContaining(attack.refusal());
  }

  @Test
  void isNotInTheWayOfWhatChartsHave() {
    for (String yaml :
        List.of(
            idle("x"),
            "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {volumes: [{name: v, emptyDir:"
                + " {}}], containers: [{name: c, image: c, ports: [{containerPort: 80}],"
                + " securityContext: {capabilities: {add: [CHOWN], drop: [ALL]}}}]}}",
            "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {clusterIP: None, selector:"
                + " {a: b}}}",
            service("x", "LoadBalancer"))) {
      assertThatCode(() -> dryRun(admin, yaml, policed)).as(yaml).doesNotThrowAnyException();
    }
  }

  /** The installer may delete and create pods, and so may those that it installs. */
  @Test
  void keepsChartsFromDeletingAndMakingPodsOfTheGrader() {
    ToolboxPod grader = ToolboxPod.start(admin, fenced, ToolboxPod.imageOn(admin));
    Pod its =
        admin.pods().inNamespace(fenced).withLabels(Namespaces.labels()).list().getItems().get(0);
    create(installer, idle("own"), fenced);
    assertThatCode(() -> installer.pods().inNamespace(fenced).withName("own").delete())
        .as("one of its own")
        .doesNotThrowAnyException();

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> installer.resource(its).delete())
        .withMessageContaining("the grader's own objects are not the chart's");
    Pod alike = (Pod) read(idle("alike"), fenced);
    alike.getMetadata().setLabels(Namespaces.labels());
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> installer.resource(alike).dryRun().create())
        .withMessageContaining("the grader's own objects are not the chart's");

    assertThatExceptionOfType(KubernetesClientException.class)
        .as("another image, and no label that tells whose it is")
        .isThrownBy(
            () ->
                installer
                    .pods()
                    .inNamespace(fenced)
                    .withName(its.getMetadata().getName())
                    .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"metadata\":{\"labels\":null},\"spec\":{\"containers\":[{\"name\":\"grader\",\"image\":\"a\"}]}}"))
        .withMessageContaining("the grader's own objects are not the chart's");

    assertThat(grader.exec("echo", "still here").output()).contains("still here");
    grader.delete();
  }

  /** Without them no chart is upgraded or uninstalled. */
  @Test
  void keepsChartsFromTheAccountThatInstallsThem() {
    for (HasMetadata its :
        List.of(
            admin.serviceAccounts().inNamespace(fenced).withName(INSTALLER).require(),
            admin.rbac().roles().inNamespace(fenced).withName(INSTALLER).require(),
            admin.rbac().roleBindings().inNamespace(fenced).withName(INSTALLER).require())) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .as(its.getKind())
          .isThrownBy(() -> installer.resource(its).delete())
          .withMessageContaining("the grader's own objects are not the chart's");
    }
    create(
        installer,
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: own, labels: {a: b}}}",
        fenced);
    assertThatCode(() -> installer.serviceAccounts().inNamespace(fenced).withName("own").delete())
        .as("one of its own")
        .doesNotThrowAnyException();
  }

  /** A controller with no pods of its own takes what its selector finds, and deletes it. */
  @Test
  void keepsControllersFromTheGradersOwnPods() {
    ToolboxPod grader = ToolboxPod.start(admin, fenced, ToolboxPod.imageOn(admin));
    create(installer, idle("unowned"), fenced);
    create(
        installer,
        "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: greedy}, spec: {replicas: 0,"
            + " selector: {matchExpressions: [{key: nobody, operator: DoesNotExist}]}, template:"
            + " {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}}}",
        fenced);

    await("the pod without an owner is gone")
        .atMost(FencedNamespaces.SOON)
        .until(() -> admin.pods().inNamespace(fenced).withName("unowned").get() == null);

    assertThat(grader.exec("echo", "still here").output()).contains("still here");
    admin.apps().replicaSets().inNamespace(fenced).withName("greedy").delete();
    grader.delete();
  }
}
