package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a cluster does not have")
class ClusterFitTest {

  private static final String ANTI =
      "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey:"
          + " %s, labelSelector: {matchLabels: {app: web}}}]}}";
  private static final String SPREAD =
      "topologySpreadConstraints: [{maxSkew: 1, topologyKey: %s, whenUnsatisfiable: %s%s}]";
  private static final String NODE_AFFINITY =
      "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
          + " {nodeSelectorTerms: [{matchExpressions: [{key: %s, operator: %s, values: [%s]}]}]}}}";

  @Test
  void podsThatEachWantANodeGetAPreference() {
    PodSpec pod = pod(ANTI.formatted("kubernetes.io/hostname"));

    assertThat(fit(pod))
        .containsExactly(
            "podAntiAffinity on kubernetes.io/hostname made a preference, since there are 3 pods"
                + " and the cluster has 1 of them");
    assertThat(
            pod.getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .isEmpty();
    assertThat(
            pod.getAffinity()
                .getPodAntiAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodeSelector: {disktype: ssd} | nodeSelector {disktype=ssd} left out",
        "priorityClassName: high | no PriorityClass of that name",
        "nodeName: worker-1 | no node has that name",
      })
  void namesAndLabelsThatAreMissingAreLeftOut(String field, String change) {
    PodSpec pod = pod(field);

    assertThat(fit(pod)).singleElement().asString().contains(change);
    assertThat(fit(pod)).as("the second time").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes.io/os, In, linux, false",
    "kubernetes.io/os, In, windows, true",
    "kubernetes.io/os, NotIn, linux, true",
    "disk, NotIn, hdd, false",
    "disk, Exists, '', true",
    "disk, DoesNotExist, '', false",
    "size, Gt, 3, true",
    "cores, Gt, 1, false",
    "cores, Gt, 2, true",
    "cores, Lt, 3, false",
    "kubernetes.io/os, Lt, 3, true",
  })
  void whatNodesMustBeIsLeftOutIfNoneIs(String key, String operator, String values, boolean out) {
    assertThat(fit(pod(NODE_AFFINITY.formatted(key, operator, values)))).hasSize(out ? 1 : 0);
  }

  @Test
  void whatComesFromAPriorityClassGoesWithIt() {
    PodSpec pod = pod("priorityClassName: high\npriority: 1000\npreemptionPolicy: Never");

    assertThat(fit(pod)).hasSize(1);
    assertThat(pod).isEqualTo(pod(""));
  }

  @ParameterizedTest
  @CsvSource({"In, one, false", "In, worker-7, true", "NotIn, one, true"})
  void aNodeMayBeAskedForByItsName(String operator, String name, boolean out) {
    String affinity =
        NODE_AFFINITY
            .replace("matchExpressions", "matchFields")
            .formatted("metadata.name", operator, name);

    assertThat(fit(pod(affinity))).hasSize(out ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes.io/hostname, DoNotSchedule, '', false",
    "kubernetes.io/hostname, DoNotSchedule, ', minDomains: 3', true",
    "topology.kubernetes.io/zone, DoNotSchedule, '', true",
    "topology.kubernetes.io/zone, ScheduleAnyway, '', false",
  })
  void aSpreadThatCannotBeIsAWish(String key, String otherwise, String more, boolean changed) {
    assertThat(fit(pod(SPREAD.formatted(key, otherwise, more)))).hasSize(changed ? 1 : 0);
  }

  @Test
  void requestsThatHaveNoRoomAreLowered() {
    PodSpec pod = pod("");
    pod.getContainers()
        .get(0)
        .setResources(
            Serialization.unmarshal(
                "requests: {cpu: 16}\nlimits: {memory: 64Gi, cpu: 16}\n",
                io.fabric8.kubernetes.api.model.ResourceRequirements.class));

    assertThat(fit(pod))
        .containsExactly(
            "requests of cpu lowered, since 3 pods that ask for 16000m each have no room beside other"
                + " labs on a node of 2000m",
            "requests of memory lowered, since 3 pods that ask for 68719M each have no room beside"
                + " other labs on a node of 4000M");
    assertThat(pod.getContainers().get(0).getResources().getRequests().get("cpu"))
        .hasToString("333m");
    assertThat(pod.getContainers().get(0).getResources().getLimits().get("cpu")).hasToString("16");
    assertThat(fit(pod)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests: {cpu: 250m, memory: 128Mi}",
        "limits: {cpu: 200m}",
        "requests: {cpu: 16}\nlimits: {cpu: 1}",
        "requests: {}",
      })
  void whatHasRoomOrIsAMistakeStays(String resources) {
    PodSpec pod = pod("");
    pod.getContainers()
        .get(0)
        .setResources(
            Serialization.unmarshal(
                resources, io.fabric8.kubernetes.api.model.ResourceRequirements.class));

    assertThat(fit(pod)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nodeSelector: {kubernetes.io/os: linux}",
        "priorityClassName: system-node-critical",
        "nodeName: one",
        "affinity: {}",
        "affinity: {podAntiAffinity: {}}",
      })
  void whatTheClusterHasStays(String field) {
    PodSpec pod = pod(field);

    assertThat(fit(pod)).isEmpty();
    assertThat(pod).isEqualTo(pod(field));
  }

  @Test
  void ofAnUnknownClusterNothingIsLeftOut() {
    assertThat(ClusterFit.apply(ClusterShape.UNKNOWN, pod("nodeName: other"), 3)).isEmpty();
  }

  @Test
  void podsKeepApartOnAsManyNodes() {
    assertThat(
            ClusterFit.apply(
                ClusterShapes.ONE_SMALL_NODE, pod(ANTI.formatted("kubernetes.io/hostname")), 1))
        .isEmpty();
    assertThat(fit(pod(ANTI.formatted("topology.kubernetes.io/zone")))).isEmpty();
  }

  @Test
  void aClusterIsWhatItsNodesSay() {
    Node node =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: one, labels: {zone: a}}
            spec: {podCIDRs: [10.42.0.0/24, fd00::/64]}
            status: {allocatable: {cpu: "2", memory: 1Gi, hugepages-2Mi: "0", example.com/disk: "1"}}
            """,
            Node.class);

    ClusterShape shape = ClusterShape.of(List.of(node), List.of(), List.of(), List.of());

    assertThat(shape.dualStack()).isTrue();
    assertThat(shape.nodeNames()).containsExactly("one");
    assertThat(shape.domains("zone")).isEqualTo(1);
    assertThat(shape.devices()).containsExactly("example.com/disk");
    assertThat(shape.largestNode().get("cpu")).isEqualByComparingTo(BigDecimal.valueOf(2));
  }

  private static List<String> fit(PodSpec pod) {
    return ClusterFit.apply(ClusterShapes.ONE_SMALL_NODE, pod, 3);
  }

  private static PodSpec pod(String field) {
    return Serialization.unmarshal(field + "\ncontainers: [{name: web}]\n", PodSpec.class);
  }
}
