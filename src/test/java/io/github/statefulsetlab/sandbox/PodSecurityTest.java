package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PodSecurityTest {

  @Test
  void namesTheRulesThatAreBroken() {
    assertThat(
            PodSecurity.objections(
                "299 - \"would violate PodSecurity \\\"restricted:latest\\\": allowPrivilegeEscalation != false (container \\\"web\\\" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container \\\"web\\\" must set securityContext.runAsNonRoot=true)\""))
        .hasValue("allowPrivilegeEscalation != false, runAsNonRoot != true");
  }

  @Test
  void otherWarningsAreNotAboutThat() {
    assertThat(
            PodSecurity.objections(
                "299 - \"spec.template.spec.containers[0].ports[1]: duplicate port name\""))
        .isEmpty();
  }
}
