package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command on the node")
class NodeShellTest {

  @Test
  void keepsItsArgumentsAndItsStatusWhereTheNodesProgramsHaveNoCgroup() throws Exception {
    assumeThat(Path.of("/proc/self/cgroup")).exists();

    assertThat(said("printf", "%s|", "a b", "$HOME", "")).isEqualTo("a b|$HOME||");
    assertThat(started("sh", "-c", "exit 7").waitFor()).isEqualTo(7);
  }

  private static Process started(String... command) throws IOException {
    return new ProcessBuilder(NodeShell.amongTheNodesPrograms(command))
        .redirectErrorStream(true)
        .start();
  }

  private static String said(String... command) throws IOException {
    return new String(started(command).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
