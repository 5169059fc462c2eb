package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.discovery.AppVariables.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an app is told")
class AppVariablesTest {

  private static final ConfigMap CONFIG =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withName("web")
          .endMetadata()
          .withData(Map.of("VISITS_FILE", "/data/count", "PORT", "5000"))
          .build();

  @Test
  void comesFromConfigMapsToo() {
    assertThat(settings("envFrom: [{configMapRef: {name: web}}]"))
        .containsExactlyInAnyOrder(
            new Setting("VISITS_FILE", "/data/count"), new Setting("PORT", "5000"));
    assertThat(settings("envFrom: [{prefix: APP_, configMapRef: {name: web}}]"))
        .contains(new Setting("APP_PORT", "5000"));
    assertThat(settings("env: [{name: P, valueFrom: {configMapKeyRef: {name: web, key: PORT}}}]"))
        .containsExactly(new Setting("P", "5000"));
  }

  @Test
  void isWhatTheContainerSaysItselfFirst() {
    assertThat(settings("envFrom: [{configMapRef: {name: web}}], env: [{name: PORT, value: '1'}]"))
        .containsExactly(new Setting("PORT", "1"), new Setting("VISITS_FILE", "/data/count"));
  }

  @Test
  void isNotWhatOnlyARunningPodKnows() {
    assertThat(
            settings(
                "env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: C, valueFrom: {configMapKeyRef: {name: other, key: PORT}}}], envFrom: [{configMapRef: {name: other}}, {secretRef: {name: s}}]"))
        .isEmpty();
  }

  @Test
  void refersToWhatWasSaidBefore() {
    assertThat(
            settings(
                "env: [{name: B, value: $(A)/x}, {name: A, value: /data}, {name: C, value: $(A)/$(POD)}]"))
        .containsExactly(
            new Setting("B", "$(A)/x"),
            new Setting("A", "/data"),
            new Setting("C", "/data/$(POD)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "args: [--visits-file=/data/a]|visits-file|/data/a",
        "args: [--visits-file, /data/a]|visits-file|/data/a",
        "command: [sh, -c, 'exec app --port \"80\" --x']|port|80",
        "command: [sh, -c, 'export COUNT_FILE=/d/c; exec app']|COUNT_FILE|/d/c",
        "command: [sh, -c, 'app -f $DIR/c'], env: [{name: DIR, value: /d}]|f|/d/c",
        "args: ['--file=$(DIR)/c'], env: [{name: DIR, value: /d}]|file|/d/c",
      })
  void isAlsoOnItsCommandLine(String container, String name, String value) {
    assertThat(settings(container)).contains(new Setting(name, value));
  }

  @Test
  void isNothingWhereNothingIsSaid() {
    assertThat(settings("args: [serve, --verbose, -x], command: [/bin/app]")).isEmpty();
    assertThat(settings("image: a")).isEmpty();
  }

  private static List<Setting> settings(String container) {
    return new AppVariables(List.of(CONFIG))
        .of(Serialization.unmarshal("---\n{name: web, " + container + "}", Container.class));
  }
}
