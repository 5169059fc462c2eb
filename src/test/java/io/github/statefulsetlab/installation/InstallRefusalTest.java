package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Manifests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What Helm says of a chart that it does not install")
class InstallRefusalTest {

  private static final Manifests TWICE =
      Manifests.parse(
          """
          # Source: web/templates/service.yaml
          {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {}}
          ---
          # Source: web/templates/headless.yaml
          {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: None}}
          ---
          # Source: web/templates/config.yaml
          {apiVersion: v1, kind: ConfigMap, metadata: {name: other}}
          ---
          # Source: web/templates/policy.yaml
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web}, spec: {}}
          """);

  @Test
  void isToldWithoutTheHeadOfAList() {
    assertThat(
            InstallRefusal.told(
                "1 error occurred:\n\t* Service \"web\" is invalid: spec.ports: Required value\n\n",
                TWICE))
        .isEqualTo(
            "The chart does not install: Service \"web\" is invalid: spec.ports: Required value");
  }

  @Test
  void keepsEachProblemOfAList() {
    assertThat(InstallRefusal.told("2 errors occurred:\n\t* one\n\t* two\n\n", TWICE))
        .isEqualTo("The chart does not install: one\ntwo");
  }

  @Test
  void namesWhatIsThereTwice() {
    assertThat(InstallRefusal.told("services \"web\" already exists", TWICE))
        .contains("2 objects of the chart are a Service of the name web", "metadata.name");
  }

  @Test
  void saysNoMoreOfWhatIsThereOnce() {
    for (String said :
        new String[] {
          "configmaps \"other\" already exists",
          "networkpolicies.networking.k8s.io \"web\" already exists",
          "secrets \"web\" already exists"
        }) {
      assertThat(InstallRefusal.told(said, TWICE)).endsWith("already exists");
    }
  }
}
