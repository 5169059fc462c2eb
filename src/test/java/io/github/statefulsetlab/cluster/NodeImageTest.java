package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.utility.DockerImageName;

@DisplayName("A node's image")
class NodeImageTest {

  @Test
  void isNeverCalledK3sWhereItIsNot() {
    assertThat(new NodeImage(NodeImage.K3S, true).description())
        .isEqualTo("k3s (" + NodeImage.K3S + ")");
    assertThat(new NodeImage("statefulset-lab/node:1", false).description())
        .contains("upstream Kubernetes", "statefulset-lab/node:1", "not k3s");
  }

  @Test
  void standsInForK3sInTestcontainers() {
    DockerImageName k3s = DockerImageName.parse("rancher/k3s");

    assertThat(new NodeImage("statefulset-lab/node:1", false).name().isCompatibleWith(k3s))
        .isTrue();
    assertThat(new NodeImage(NodeImage.K3S, true).name().isCompatibleWith(k3s)).isTrue();
  }

  @Test
  void leavesTheEndOfItsLogForTheMessage() {
    LogTail tail = new LogTail();
    assertThat(tail).hasToString("");

    IntStream.rangeClosed(1, 50)
        .forEach(
            n ->
                tail.accept(
                    new OutputFrame(
                        OutputType.STDERR, ("line " + n + "\n").getBytes(StandardCharsets.UTF_8))));

    assertThat(tail.toString().lines()).hasSize(20).startsWith("line 31").endsWith("line 50");
  }
}
