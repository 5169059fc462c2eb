package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a node says that it has")
class ClusterReadinessTest {

  /** Nodes name images completely, charts and the grader do not. */
  @Test
  void isAnImageByItsCompleteName() {
    Node node =
        new NodeBuilder()
            .withNewStatus()
            .addNewImage()
            .withNames(
                "docker.io/statefulset-lab/counter@sha256:0", "docker.io/statefulset-lab/counter:1")
            .endImage()
            .endStatus()
            .build();

    assertThat(ClusterReadiness.hasImage(node, "statefulset-lab/counter:1")).isTrue();
    assertThat(ClusterReadiness.hasImage(node, "statefulset-lab/counter:2")).isFalse();
    assertThat(
            ClusterReadiness.hasImage(
                new NodeBuilder().withNewStatus().endStatus().build(), "statefulset-lab/counter:1"))
        .isFalse();
  }
}
