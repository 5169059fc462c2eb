package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An existing cluster")
class ExistingClusterTest {

  @TempDir private Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void thatDoesNotAnswerIsToldOfWithTheReason() throws IOException {
    Path kubeConfig =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: lab, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: teacher, user: {token: secret}}]
            contexts: [{name: lab, context: {cluster: lab, user: teacher}}]
            current-context: lab
            """);

    assertThatThrownBy(() -> ExistingCluster.connect(kubeConfig))
        .isInstanceOf(ClusterException.class)
        .hasMessageContainingAll(
            "The cluster of " + kubeConfig, "https://127.0.0.1:1/: Connection refused", "kubectl");
  }

  @Test
  void needsAKubeconfig() {
    assertThatThrownBy(() -> ExistingCluster.connect(folder.resolve("none")))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("Can't read the kubeconfig");
  }
}
