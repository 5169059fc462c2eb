package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The revisions of a StatefulSet")
class ControllerRevisionsTest {

  private static final StatefulSet SET =
      new StatefulSetBuilder()
          .withNewMetadata()
          .withName("web")
          .withUid("set")
          .endMetadata()
          .build();

  @Test
  void areItsOwnOldestFirst() {
    List<ControllerRevision> all =
        List.of(
            revision("web-bbb", 3, "set"),
            revision("web-aaa", 1, "set"),
            revision("db-1", 2, "db"));

    assertThat(ControllerRevisions.names(SET, all)).containsExactly("web-aaa", "web-bbb");
  }

  @Test
  void differInFieldsOfTheirTemplates() {
    List<ControllerRevision> all =
        List.of(withAnnotation("web-aaa", "1"), withAnnotation("web-bbb", "2"));

    assertThat(ControllerRevisions.differences(all, "web-aaa", "web-bbb"))
        .containsExactly("spec.template.metadata.annotations.checksum/config");
    assertThat(ControllerRevisions.differences(all, "web-aaa", "web-aaa")).isEmpty();
    assertThat(ControllerRevisions.differences(all, "web-aaa", "web-ccc")).as("gone").isEmpty();
  }

  private static ControllerRevision withAnnotation(String name, String value) {
    return new ControllerRevisionBuilder(revision(name, 1, "set"))
        .withData(
            Map.of(
                "spec",
                Map.of(
                    "template",
                    Map.of("metadata", Map.of("annotations", Map.of("checksum/config", value))))))
        .build();
  }

  private static ControllerRevision revision(String name, long number, String owner) {
    return new ControllerRevisionBuilder()
        .withNewMetadata()
        .withName(name)
        .addNewOwnerReference()
        .withUid(owner)
        .endOwnerReference()
        .endMetadata()
        .withRevision(number)
        .build();
  }
}
