package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

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
