package io.github.statefulsetlab.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class StartArchiveTest {

  /** Whether this machine can build the image, and lets a process fix its addresses. */
  static boolean isPossible() throws InterruptedException {
    try {
      return ScratchImage.isPossible()
          && new ProcessBuilder("setarch", "-R", "true").start().waitFor() == 0;
    } catch (IOException e) {
      // There is no util-linux.
      return false;
    }
  }

  @Test
  @EnabledIf("isPossible")
  void isTakenByTheRuntimeThatItWasWrittenFor(@TempDir Path folder) throws Exception {
    Path home = folder.resolve("java");
    LinkedRuntime.link(home);

    assertThat(StartArchive.write(home)).isPresent();

    assertThat(loadedFromTheArchive(home, ImageSpec.JVM_FLAGS))
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
