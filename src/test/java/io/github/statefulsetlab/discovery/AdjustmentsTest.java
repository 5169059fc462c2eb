package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdjustmentsTest {

  private static final String ACCOUNT =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web}
      """;

  private static final String BINDING =
      """
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: web}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
      subjects: [{kind: ServiceAccount, name: web}]
      """;

  @Test
  void anAccountThatAsksForNoTokenGetsNone() {
    assertThat(automount(ACCOUNT)).isFalse();
  }

  @Test
  void anAccountThatSaysOrHasARoleIsLeftAlone() {
    assertThat(needed(ACCOUNT + "automountServiceAccountToken: true\n")).isEmpty();
    assertThat(needed(ACCOUNT + "automountServiceAccountToken: false\n")).isEmpty();
    assertThat(needed(ACCOUNT + BINDING)).isEmpty();
  }

  private static final String SCALED =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec: {template: {spec: {containers: []}}}
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web}
      spec: {minReplicas: 3, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: %s, name: web}}
      """;

  @Test
  void theSetsAutoscalerIsHeldBackAndTheSetHasAsManyPodsAsItWouldKeep() {
    Manifests manifests = Manifests.parse(SCALED.formatted("StatefulSet"));
    StatefulSet set = manifests.of(StatefulSet.class).get(0);

    Patch patch = Adjustments.withoutAutoscalers(manifests, set).orElseThrow();
    Manifests held = manifests.with(List.of(patch));

    assertThat(held.objects()).hasSize(1);
    assertThat(held.of(StatefulSet.class).get(0).getSpec().getReplicas()).isEqualTo(3);
    assertThat(patch.description()).contains("HorizontalPodAutoscaler/web held back", "3 pods");
  }

  @Test
  void aSetThatAsksForNoPodsGetsSome() {
    String yaml =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec: {replicas: %s, template: {spec: {containers: []}}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: other}
        spec: {replicas: 0, template: {spec: {containers: []}}}
        """;
    Manifests none = Manifests.parse(yaml.formatted("0"));

    Patch patch = Adjustments.withPods(none, none.of(StatefulSet.class).get(0)).orElseThrow();

    assertThat(patch.description()).contains("StatefulSet web raised from 0 to 3");
    assertThat(none.with(List.of(patch)).of(StatefulSet.class))
        .extracting(set -> set.getSpec().getReplicas())
        .containsExactly(3, 0);
    for (String some : List.of("1", "null")) {
      Manifests manifests = Manifests.parse(yaml.formatted(some));
      assertThat(Adjustments.withPods(manifests, manifests.of(StatefulSet.class).get(0))).isEmpty();
    }
  }

  @Test
  void aSetThatAnAutoscalerScalesNeedsNoMorePods() {
    Manifests manifests =
        Manifests.parse(
            SCALED
                .formatted("StatefulSet")
                .replace("spec: {template", "spec: {replicas: 0, template"));

    assertThat(Adjustments.withPods(manifests, manifests.of(StatefulSet.class).get(0))).isEmpty();
  }

  @Test
  void anAutoscalerOfSomethingElseIsLeftAlone() {
    Manifests manifests = Manifests.parse(SCALED.formatted("Deployment"));

    assertThat(Adjustments.withoutAutoscalers(manifests, manifests.of(StatefulSet.class).get(0)))
        .isEmpty();
  }

  @Test
  void addressesAndPortsOfServicesAreLeftToKubernetes() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: fixed}
        spec: {clusterIP: 10.96.7.7, clusterIPs: [10.96.7.7], ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: peers}
        spec: {clusterIP: None, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: lb}
        spec: {type: LoadBalancer, healthCheckNodePort: 31000, ports: [{port: 80}]}
        """;
    Manifests manifests = Manifests.parse(yaml);

    Patch addresses = Adjustments.freeAddresses(manifests).orElseThrow();
    Patch ports = Adjustments.freeNodePorts(manifests).orElseThrow();
    List<Service> services = manifests.with(List.of(addresses, ports)).of(Service.class);

    assertThat(addresses.description()).startsWith("clusterIP of Service/fixed left to Kubernetes");
    assertThat(services)
        .extracting(service -> service.getSpec().getClusterIP())
        .containsExactly(null, "None", null);
    assertThat(services.get(0).getSpec().getClusterIPs()).isNullOrEmpty();
    assertThat(services.get(2).getSpec().getHealthCheckNodePort()).isNull();
  }

  @Test
  void aHeadlessServiceAndOneWithoutAnAddressAreLeftAlone() {
    Manifests manifests =
        Manifests.parse(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: a}
            spec: {clusterIP: None, ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: b}
            spec: {ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: c}
            spec: {clusterIP: "", type: ExternalName, externalName: a.example.com}
            """);

    assertThat(Adjustments.freeAddresses(manifests)).isEmpty();
    assertThat(Adjustments.freeNodePorts(manifests)).isEmpty();
  }

  private static @Nullable Boolean automount(String yaml) {
    return Manifests.parse(yaml)
        .with(needed(yaml))
        .of(ServiceAccount.class)
        .get(0)
        .getAutomountServiceAccountToken();
  }

  private static List<Patch> needed(String yaml) {
    return Adjustments.withoutTokens(Manifests.parse(yaml)).stream().toList();
  }
}
