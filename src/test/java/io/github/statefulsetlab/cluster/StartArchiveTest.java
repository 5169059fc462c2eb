package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class StartArchiveTest {

  @Test
  @EnabledIf("io.github.statefulsetlab.cluster.ScratchImage#isPossible")
  void isTakenByTheRuntimeThatItWasWrittenFor(@TempDir Path folder) throws Exception {
    Path home = folder.resolve("java");
    LinkedRuntime.link(home);

    Optional<Path> archive = StartArchive.write(home);
    assumeThat(archive).as("this machine lets a process fix its addresses").isPresent();

    assertThat(loadedFromTheArchive(home, ImageRecipe.JVM_FLAGS))
        .contains("java.lang.Object source: shared objects file");
  }

  @Test
  void classesLoadedByTwoThreadsMayHaveComeInAnyOrder() {
    assertThat(
            StartArchive.isFromOneThread(
                List.of("[11] java.lang.Object source: jrt:/java.base", "[12] a.B source: c")))
        .isFalse();
    assertThat(
            StartArchive.isFromOneThread(
                List.of("[11] java.lang.Object source: jrt:/java.base", "[11] a.B source: c")))
        .isTrue();
  }

  private static String loadedFromTheArchive(Path home, List<String> jvmFlags) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
    command.addAll(jvmFlags);
    command.addAll(List.of("-Xshare:on", "-Xlog:class+load", "--version"));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
