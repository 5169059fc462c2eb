package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
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

  /** The kubelet writes {@code "names": null} for an image whose names were given to another. */
  @Test
  void lookPastAnImageWithoutNames() {
    Node node =
        Serialization.unmarshal(
            """
            {"kind": "Node", "apiVersion": "v1", "status": {"images": [
              {"names": null, "sizeBytes": 12}, {"names": ["docker.io/library/counter:1"]}]}}
            """,
            Node.class);

    assertThat(ClusterReadiness.hasImage(node, "counter:1")).isTrue();
    assertThat(ClusterReadiness.hasImage(node, "counter:2")).isFalse();
    assertThat(ClusterReadiness.hasImage(new NodeBuilder().build(), "counter:1")).isFalse();
  }
}
