package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the API server asks of each object")
class CompletenessTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: Service, metadata: {name: x}                                     | Service/x has no spec,
          kind: ConfigMap                                                        | ConfigMap/? has no metadata.name,
          kind: ConfigMap, metadata: {generateName: x}                           | ConfigMap/? has no metadata.name,
          kind: ConfigMap, metadata: {name: ''}                                  | has no metadata.name,
          kind: Pod, metadata: {name: x}, spec: {containers: []}                 | Pod/x has no spec.containers,
          kind: Pod, metadata: {name: x}, spec: {containers: [null]}             | Pod/x has no spec.containers
          kind: PersistentVolumeClaim, metadata: {name: x}                       | has no spec,
          kind: PersistentVolumeClaim, metadata: {name: x}, spec: {resources: {requests: {storage: much}}} | spec.resources.requests.storage: not a quantity
          kind: Service, metadata: {name: x}, spec: {ports: [{name: http}]}      | has no spec.ports.0.port,
          kind: Pod, metadata: {name: x}, spec: {containers: [{image: a}]}       | has no spec.containers.0.name,
          kind: Pod, metadata: {name: x}, spec: {containers: [{name: a}]}        | has no spec.containers.0.image,
          kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, image: a, livenessProbe: {httpGet: {path: /}}}]} | livenessProbe.httpGet.port,
          kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, image: a, volumeMounts: [{name: b}]}]} | volumeMounts.0.mountPath,
          kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, image: a, resources: {limits: {memory: 1 Gi}}}]} | limits.memory: not a quantity
          """)
  void isAskedForByName(String object, String message) {
    assertRefused("apiVersion: v1, " + object, message);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {}                                                                                              | no spec.template.metadata.labels,
          spec: {template: {metadata: {labels: {a: b}}}}                                                        | no spec.template.spec.containers,
          spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}, volumeClaimTemplates: [{spec: {}}]} | volumeClaimTemplates
          spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}], volumes: [null]}}}       | spec.template.spec.volumes.0
          """)
  void isAskedForInStatefulSets(String spec, String message) {
    assertRefused("apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, " + spec, message);
  }

  /** A number that is valid and that nobody computes with in a minute. */
  @Test
  void isNoQuantityOfAThousandDigits() {
    String pod =
        "apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: [{name: a, image: a,"
            + " resources: {limits: {memory: '%s'}}}]}";

    assertRefused(pod.formatted("1".repeat(1_000)), "limits.memory: not a quantity");
    Manifests few = Manifests.parse("# YAML\n{%s}".formatted(pod.formatted("1".repeat(40))));
    assertThat(few.requireComplete().objects()).hasSize(1);
  }

  private static void assertRefused(String object, String message) {
    Manifests manifests = Manifests.parse("# YAML\n{%s}".formatted(object));
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(manifests::requireComplete)
        .withMessageContaining(message);
  }

  @Test
  void isNotMoreThanItAsksFor() {
    assertThatCode(
            () ->
                Manifests.parse(
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: x}
                        spec: {type: ExternalName, externalName: example.org}
                        ---
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: x}
                        ---
                        apiVersion: example.org/v1
                        kind: Thing
                        metadata: {name: x}
                        """)
                    .requireComplete())
        .doesNotThrowAnyException();
  }

  @Test
  void listsInListsAndBracketsWithoutEndAreRefused() {
    String list = "{apiVersion: v1, kind: List, items: [%s]}";
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(
            () -> Manifests.parse("# YAML\n" + list.formatted(list.formatted("")).formatted("")))
        .withMessageContaining("a rendered List".substring(2));
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(
            () ->
                Manifests.parse(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nunknown: "
                            + "[".repeat(20_000)
                            + "]".repeat(20_000))
                    .requireComplete());
  }
}
