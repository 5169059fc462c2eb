package io.github.statefulsetlab.chart.policy;

import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertAllowed;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.assertRefused;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.object;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.pod;
import static io.github.statefulsetlab.chart.policy.ManifestGuardAssert.set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules for pods")
class PodRulesTest {

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
    assertRefused(set("containers: [%s]".formatted(hostile)), TEMPLATE + "containers[0]." + field);
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
}
