package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the bundled chart refuses, and how it says so. */
@ResourceLock("helm")
class ChartValuesTest {

  private final CounterChart chart;

  ChartValuesTest(@TempDir Path folder) {
    chart = CounterChart.in(folder);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "replicas: 3                                          | at '': additional properties 'replicas' not allowed",
        "persistence: {sice: 1Gi}                             | at '/persistence': additional properties 'sice' not allowed",
        "livenessProbe: {httpGet: {pth: /}}                   | at '/livenessProbe/httpGet': additional properties 'pth' not allowed",
        "extraEnv: [{nme: A}]                                 | at '/extraEnv/0'",
        "replicaCount: -1                                     | at '/replicaCount': minimum: got -1, want 0",
        "replicaCount: '3'                                    | at '/replicaCount': got string, want integer",
        "livenessProbe: false                                 | at '/livenessProbe': got boolean, want object",
        "image: {tag: 1.0}                                    | at '/image/tag': got number, want string",
        "podLabels: {a: true}                                 | at '/podLabels/a': got boolean, want string",
        "ordinals:                                            | at '': missing property 'ordinals'",
        "kind: DaemonSet                                      | at '/kind': value must be one of 'StatefulSet', 'Deployment'",
        "podManagementPolicy: parallel                        | at '/podManagementPolicy': value must be one of 'OrderedReady', 'Parallel'",
        "updateStrategy: {type: Recreate}                     | at '/updateStrategy/type': value must be one of 'RollingUpdate', 'OnDelete'",
        "updateStrategy: {rollingUpdate: {partition: -1}}     | at '/updateStrategy/rollingUpdate/partition': minimum: got -1, want 0",
        "updateStrategy: {rollingUpdate: {maxUnavailable: 0}} | at '/updateStrategy/rollingUpdate/maxUnavailable': minimum: got 0, want 1",
        "persistentVolumeClaimRetentionPolicy: {whenScaled: Keep} | at '/persistentVolumeClaimRetentionPolicy/whenScaled': value must be one of 'Retain', 'Delete'",
        "ordinals: {start: -1}                                | at '/ordinals/start': minimum: got -1, want 0",
        "persistence: {accessModes: [RWO]}                    | at '/persistence/accessModes/0': value must be one of 'ReadWriteOnce'",
        "persistence: {accessModes: []}                       | at '/persistence/accessModes': minItems: got 0, want 1",
        "persistence: {size: 100MB}                           | at '/persistence/size': '100MB' does not match pattern",
        "persistence: {name: My_Data}                         | at '/persistence/name': 'My_Data' does not match pattern",
        "persistence: {mountPath: data}                       | at '/persistence/mountPath': 'data' does not match pattern",
        "visitsFile: ../visits.txt                            | at '/visitsFile': '../visits.txt' does not match pattern",
        "service: {port: 0}                                   | at '/service/port': minimum: got 0, want 1",
        "service: {type: NodePort, nodePort: 70000}           | at '/service/nodePort': maximum: got 70,000, want 65,535",
        "service: {type: ExternalName}                        | at '/service/type': value must be one of 'ClusterIP'",
        "livenessProbe: {successThreshold: 2}                 | at '/livenessProbe/successThreshold': value must be 1",
        "readinessProbe: {terminationGracePeriodSeconds: 1}   | at '/readinessProbe': additional properties 'terminationGracePeriodSeconds'",
        "resources: {limits: {memory: lots}}                  | at '/resources/limits/memory': 'lots' does not match pattern",
        "podDisruptionBudget: {minAvailable: half}            | at '/podDisruptionBudget/minAvailable': 'half' does not match pattern",
      })
  void isRefusedWithItsPath(String values, String message) {
    assertThatThrownBy(() -> chart.render(values))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nameThatLeavesNoRoomForTheRevisionIsRefused() {
    assertThatThrownBy(() -> chart.render("fullnameOverride: " + "a".repeat(53)))
        .hasMessageContaining("at '/fullnameOverride': maxLength: got 53, want 52");
  }

  @Test
  void setWithoutAServiceIsRefused() {
    assertThatThrownBy(
            () -> chart.render("{service: {enabled: false}, headlessService: {enabled: false}}"))
        .hasMessageContaining(
            "serviceName: the pods of a StatefulSet have their DNS names from a Service");
  }

  @Test
  void twoServicesOfOneNameAreRefused() {
    assertThatThrownBy(() -> chart.render("{service: {name: web}, headlessService: {name: web}}"))
        .hasMessageContaining("headlessService.name: \"web\" is the name of the client Service");
  }

  @Test
  void nodePortOfAClusterIpServiceIsRefused() {
    assertThatThrownBy(() -> chart.render("service: {nodePort: 30000}"))
        .hasMessageContaining(
            "service.nodePort: a Service of type ClusterIP has no port on the nodes");
  }

  @Test
  void tooOldAKubernetesIsRefused() {
    assertThatThrownBy(() -> chart.helm().template().withKubeVersion("1.26.0").call())
        .hasMessageContaining("chart requires kubeVersion: >=1.27.0-0");
  }
}
