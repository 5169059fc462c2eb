package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class SwitchesTest {

  private static final int LONG = 100_000;
  private static final Duration SOON = Duration.ofSeconds(20);

  static final List<Arguments> CONDITIONS =
      List.of(
          arguments("if .Values.statefulset.enabled", "statefulset.enabled=true"),
          arguments("- if $.Values.sts -", "sts=true"),
          arguments("if eq .Values.kind \"StatefulSet\"", "kind=StatefulSet"),
          arguments("if eq \"StatefulSet\" .Values.workload.type", "workload.type=StatefulSet"),
          arguments("if eq (.Values.kind | lower) \"statefulset\"", "kind=statefulset"),
          arguments(
              "if eq (default \"Deployment\" .Values.workload.kind) \"StatefulSet\"",
              "workload.kind=StatefulSet"),
          arguments("if eq (toString .Values.mode) `sts`", "mode=sts"),
          arguments("if not .Values.deployment.enabled", "deployment.enabled=false"),
          arguments("if ne .Values.kind \"Deployment\"", "kind=StatefulSet"),
          arguments("if not (eq .Values.kind \"Rollout\")", "kind=StatefulSet"),
          arguments(
              "if eq (include \"app.kind\" .) \"StatefulSet\"", "controller.kind=StatefulSet"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("CONDITIONS")
  void areTheConditionsAroundTheStatefulSet(String condition, String set) {
    String template =
        "{{%s}}\napiVersion: apps/v1\nkind: StatefulSet\n{{- end }}\n".formatted(condition);

    assertThat(Switches.of(List.of(template, HELPERS))).containsExactly(List.of(set));
  }

  private static final String HELPERS =
      """
      {{- define "app.kind" -}}
      {{- .Values.controller.kind | default "Deployment" -}}
      {{- end -}}
      """;

  @Test
  void areAllConditionsThatMustHold() {
    assertThat(
            Switches.of(
                List.of(
                    "{{ if and .Values.enabled (eq .Values.kind \"StatefulSet\") }}\n{{ if .Values.data.keep }}\nkind: StatefulSet\n{{ end }}{{ end }}")))
        .containsExactly(List.of("enabled=true", "kind=StatefulSet", "data.keep=true"));
  }

  @Test
  void areWhatTheOtherBranchIsNot() {
    assertThat(
            Switches.of(
                List.of(
                    "{{- if .Values.stateless }}\nkind: Deployment\n{{- else }}\nkind: \"StatefulSet\" # here\n{{- end }}",
                    "{{- if eq .Values.kind \"Deployment\" }}\nkind: Deployment\n{{- else if .Values.stateful }}\nkind: StatefulSet\n{{- end }}")))
        .containsExactly(List.of("stateless=false"), List.of("kind=StatefulSet", "stateful=true"));
  }

  @Test
  void areTheValueThatTheKindIsTakenFrom() {
    assertThat(
            Switches.of(
                List.of(
                    "apiVersion: apps/v1\nkind: {{ .Values.workload.kind | default \"Deployment\" }}\n")))
        .containsExactly(List.of("workload.kind=StatefulSet"));
  }

  /** Each took minutes or more, or ended in a StackOverflowError. */
  static final List<String> ENDLESS =
      List.of(
          "{{if" + " ".repeat(LONG) + "true}}\nkind: StatefulSet\n{{end}}",
          "{{if ".repeat(LONG),
          "{{define \"a\"}}{{end}}x".repeat(LONG),
          "{{define \"a\"}}" + "{{end}} ".repeat(LONG) + "x",
          "{{if .Values.a}}\n".repeat(LONG) + "kind: StatefulSet\n".repeat(LONG),
          "{{if .Values.a}}" + "{{else if .Values.b}}".repeat(LONG) + "\nkind: StatefulSet\n",
          "{{if " + "(".repeat(LONG) + "}}\nkind: StatefulSet\n");

  @ParameterizedTest(name = "{index}")
  @FieldSource("ENDLESS")
  void takesNoLongerThanTheTemplateIsLong(String template) {
    assertTimeoutPreemptively(SOON, () -> Switches.of(List.of(template)));
  }

  @Test
  void areNoneWhereNothingIsSwitched() {
    assertThat(
            Switches.of(
                List.of(
                    "kind: StatefulSet\nspec:\n  {{- if .Values.x }}\n  y: 1\n  {{- end }}\n",
                    "{{ if .Values.hpa.enabled }}\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: StatefulSet\n{{ end }}",
                    "{{ range .Values.all }}\nkind: Job\n{{ end }}",
                    "")))
        .isEmpty();
  }
}
