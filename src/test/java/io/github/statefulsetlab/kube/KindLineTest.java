package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Deployment",
        "kind: 'Deployment' # before lab 15",
        "kind: \"Rollout\"",
        "  kind: Deployment",
        "  - kind: Deployment",
        "kind: {{ .Values.kind }}",
        "kind: \"{{ .Values.workload.kind | default \"StatefulSet\" }}\"",
      })
  void saysWhatATemplateMakes(String line) {
    assertThat(KindLine.ofAny(List.of("Deployment", "Rollout")).matcher(line).matches()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    kind: Deployment",
        "      kind: Deployment",
        "kind: StatefulSet",
        "kind: DeploymentConfig",
        "# kind: Deployment",
        "kind: {{ .Chart.Name }}",
      })
  void isNotThatOfWhatAnAutoscalerIsFor(String line) {
    assertThat(KindLine.ofAny(List.of("Deployment", "Rollout")).matcher(line).matches()).isFalse();
  }
}
