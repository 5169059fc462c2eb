package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.policy.AllowedKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxLimitsTest {

  private static final String PORTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {type: NodePort, ports: [%s]}
      """;

  @Test
  void theOneServiceThatLeadsInGetsAsManyPortsAsItHasAndNoMore() {
    assertThat(nodePorts("{port: 80}, {port: 9090}")).isEqualTo(2);
    assertThat(nodePorts("{port: 80}, ".repeat(50) + "{port: 81}")).isEqualTo(8);
    assertThat(SandboxLimits.nodePorts(new Manifests(List.of()))).isEqualTo(1);
    assertThat(SandboxLimits.quotas("lab", 2).get(0).getSpec().getHard())
        .containsEntry("services.nodeports", new Quantity("2"))
        .containsEntry("services.loadbalancers", new Quantity("1"));
  }

  private static int nodePorts(String ports) {
    return SandboxLimits.nodePorts(Manifests.parse(PORTS.formatted(ports)));
  }

  @Test
  void processorTimeIsNotLimited() {
    LimitRangeItem limit = SandboxLimits.limits("lab").getSpec().getLimits().get(0);

    assertThat(limit.getDefault()).containsOnlyKeys("memory", "ephemeral-storage");
    assertThat(limit.getMax()).doesNotContainKey("cpu");
  }

  @Test
  void noKindIsWithoutAQuota() {
    Set<String> counted = SandboxLimits.quotas("lab", 1).get(0).getSpec().getHard().keySet();

    assertThat(AllowedKind.ALL)
        .allSatisfy(
            kind ->
                assertThat(counted)
                    .as(kind.kind())
                    .containsAnyOf(
                        kind.resource(),
                        "count/" + kind.resource(),
                        "count/" + kind.resource() + "." + kind.group()));
  }

  @Test
  void thePolicyIsForAllPodsInBothDirections() {
    NetworkPolicySpec policy =
        SandboxLimits.policy("lab", List.of("10.0.0.1", "fd00::1")).getSpec();

    assertThat(policy.getPodSelector().getMatchLabels()).isEmpty();
    assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getIngress())
        .singleElement()
        .satisfies(i -> assertThat(i.getFrom()).hasSize(4));
    assertThat(policy.getIngress().get(0).getFrom())
        .filteredOn(peer -> peer.getIpBlock() != null)
        .extracting(peer -> peer.getIpBlock().getCidr())
        .containsExactly("10.0.0.1/32", "fd00::1/128");
  }

  @Test
  void theInstallerMayMakeWhatAChartMayHaveAndNothingElse() {
    Role role = (Role) InstallerAccount.objects("lab").get(1);

    assertThat(role.getRules())
        .filteredOn(rule -> rule.getVerbs().contains("delete"))
        .flatExtracting(PolicyRule::getResources)
        .containsExactlyInAnyOrderElementsOf(
            AllowedKind.ALL.stream().map(AllowedKind::resource).toList());
    assertThat(role.getRules())
        .allSatisfy(
            rule ->
                assertThat(rule.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate"));
  }
}
