package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.statefulsetlab.chart.Manifests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiAccessTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: %s}
          spec: {%s containers: [{name: web, image: web}]}
      """;
  private static final String WEB = "{app: web}";

  private static final EndpointSlice API_SERVER =
      new EndpointSliceBuilder()
          .addNewEndpoint()
          .withAddresses("172.17.0.2")
          .endEndpoint()
          .addNewPort()
          .withPort(6443)
          .endPort()
          .build();

  @Test
  void podsWithAnAccountOfTheirOwnMayCallTheApiServerAndNothingElse() {
    List<NetworkPolicy> policies = policies(WEB, "serviceAccountName: web,");

    assertThat(policies).hasSize(1);
    assertThat(policies.get(0).getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(Map.of("app", "web"));
    assertThat(policies.get(0).getSpec().getPolicyTypes()).containsExactly("Egress");
    assertThat(policies.get(0).getSpec().getEgress())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getTo())
                  .extracting(peer -> peer.getIpBlock().getCidr())
                  .containsExactly("172.17.0.2/32");
              assertThat(rule.getPorts())
                  .extracting(port -> port.getPort().getIntVal())
                  .containsExactly(6443);
            });
  }

  @Test
  void podsWithTheNamespacesOwnAccountsMayNot() {
    assertThat(policies(WEB, "")).isEmpty();
    assertThat(policies(WEB, "serviceAccountName: default,")).isEmpty();
    assertThat(policies(WEB, "serviceAccountName: '',")).isEmpty();
    assertThat(policies(WEB, "serviceAccountName: " + InstallerAccount.NAME + ",")).isEmpty();
  }

  /** A policy with an empty selector would be about all pods. */
  @Test
  void podsWithoutLabelsMayNot() {
    assertThat(policies("{}", "serviceAccountName: web,")).isEmpty();
  }

  @Test
  void aChartThatIsNotRenderedLetsNobody() {
    assertThat(ApiAccess.none().policies("lab", List::of)).isEmpty();
  }

  private List<NetworkPolicy> policies(String labels, String account) {
    return ApiAccess.of(Manifests.parse(SET.formatted(labels, account)))
        .policies("lab", () -> List.of(API_SERVER));
  }
}
