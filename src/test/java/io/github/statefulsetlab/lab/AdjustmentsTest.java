package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
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
