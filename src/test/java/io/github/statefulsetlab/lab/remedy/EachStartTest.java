package io.github.statefulsetlab.lab.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.kube.DataMount;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the start of a pod does to its data")
class EachStartTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.uid|each new pod has another one",
        "status.podIP|each new pod has another one",
        "metadata.labels['controller-revision-hash']|after an update a pod has another one"
      })
  void isANewFolderWhereItsNameChanges(String field, String says) {
    assertThat(remedy(mountedBy(field), ""))
        .get()
        .asString()
        .contains("subPathExpr $(POD)/data", field, says, "metadata.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.name", "metadata.namespace", "metadata.labels['app']"})
  void isTheSameFolderWhereItsNameStays(String field) {
    assertThat(remedy(mountedBy(field), "")).isEmpty();
  }

  @Test
  void isWrittenOverByAnInitContainer() {
    assertThat(remedy("mountPath: /data", init("command: [cp, /seed, /data]", "")))
        .get()
        .asString()
        .contains("init container seed", "cp -n");
  }

  @Test
  void isLeftAloneByWhatCanNotWriteOrDoesNothing() {
    String plain = "mountPath: /data";

    assertThat(remedy(plain, init("command: [ls]", ", readOnly: true"))).isEmpty();
    assertThat(remedy(plain, init("command: [sh, -c, exit 0]", ""))).isEmpty();
    assertThat(remedy(plain, init("restartPolicy: Always", ""))).isEmpty();
    assertThat(remedy(plain, "initContainers: [{name: wait, command: [sleep, '1']}]")).isEmpty();
  }

  private static String init(String what, String mount) {
    return "initContainers: [{name: seed, %s, volumeMounts: [{name: data, mountPath: /data%s}]}]"
        .formatted(what, mount);
  }

  private static String mountedBy(String field) {
    return "mountPath: /data, subPathExpr: $(POD)/data}], env: [{name: POD, valueFrom: {fieldRef: {fieldPath: \"%s\"}}"
        .formatted(field);
  }

  private static Optional<String> remedy(String mount, String init) {
    PodSpec pods =
        Serialization.unmarshal(
            """
            containers: [{name: web, volumeMounts: [{name: data, %s}]}]
            %s
            """
                .formatted(mount, init),
            PodSpec.class);
    return EachStart.remedy(
        pods, DataMount.of(pods, Optional.of("web"), "/data/visits.txt").orElseThrow());
  }
}
