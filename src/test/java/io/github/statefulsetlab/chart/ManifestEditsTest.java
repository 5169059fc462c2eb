package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestEditsTest {

  private final Manifests manifests =
      Manifests.parse(
          """
          apiVersion: v1
          kind: Service
          metadata:
            name: one
          spec:
            clusterIP: None
            selector: {app: x, tier: y}
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: two
          """);

  @Test
  void mergePatchSetsReplacesAndDeletes() throws IOException {
    JsonNode changes =
        yaml("{spec: {clusterIP: null, type: NodePort, selector: {tier: null, app: z}}}");

    Service one = services(ManifestEdits.merge("Service", Optional.of("one"), changes)).get(0);

    assertThat(one.getSpec().getClusterIP()).isNull();
    assertThat(one.getSpec().getType()).isEqualTo("NodePort");
    assertThat(one.getSpec().getSelector()).containsOnlyKeys("app").containsEntry("app", "z");
  }

  @Test
  void withoutANameAllOfTheKindAreEdited() throws IOException {
    JsonNode label = yaml("{metadata: {labels: {a: b}}}");

    assertThat(services(ManifestEdits.merge("Service", Optional.empty(), label)))
        .hasSize(2)
        .allSatisfy(s -> assertThat(s.getMetadata().getLabels()).containsEntry("a", "b"));
  }

  @Test
  void jsonPatchEditsByPath() throws IOException {
    JsonNode removal = yaml("[{op: remove, path: /spec/selector/tier}]");

    Service one = services(ManifestEdits.json("Service", Optional.of("one"), removal)).get(0);

    assertThat(one.getSpec().getSelector()).containsOnlyKeys("app");
  }

  @Test
  void objectsAreDeletedAndAdded() throws IOException {
    JsonNode added = yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: three}}");

    Manifests edited =
        manifests.with(List.of(ManifestEdits.delete("Service", "two"), ManifestEdits.add(added)));

    assertThat(edited.of(Service.class)).hasSize(1);
    assertThat(edited.of(ConfigMap.class)).hasSize(1);
  }

  @Test
  void anEditWithoutEffectIsRefused() throws IOException {
    Patch merge = ManifestEdits.merge("Service", Optional.of("three"), yaml("{}"));
    Patch deletion = ManifestEdits.delete("Pod", "one");

    assertThatThrownBy(() -> services(merge))
        .isInstanceOf(ChartException.class)
        .hasMessageContainingAll("Service/three", "Service/one");
    assertThatThrownBy(() -> services(deletion)).isInstanceOf(ChartException.class);
  }

  @Test
  void aJsonPatchThatDoesNotApplyIsRefused() throws IOException {
    JsonNode nowhere = yaml("[{op: replace, path: /spec/none, value: 1}]");
    Patch patch = ManifestEdits.json("Service", Optional.of("one"), nowhere);

    assertThatThrownBy(() -> services(patch))
        .isInstanceOf(ChartException.class)
        .hasMessageContaining("Service/one");
  }

  private List<Service> services(Patch patch) {
    return manifests.with(List.of(patch)).of(Service.class);
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }
}
