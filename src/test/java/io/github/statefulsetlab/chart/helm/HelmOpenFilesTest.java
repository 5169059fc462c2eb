package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Helm's library never closes what it opens for a chart; a whole class of students hands in many.
 */
@DisplayName("A process of Helm")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class HelmOpenFilesTest {

  private static final int CHARTS = 300;

  /** Of one process: what it opens for itself, and for as many requests as it answers. */
  private static final long MOST = 100 + 5L * HelmProcess.MOST_REQUESTS;

  @TempDir private Path folder;

  @Test
  @DisplayName("is replaced before it has too many open files")
  void isReplacedBeforeItHasTooManyOpenFiles() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.writeString(
        Files.createDirectory(folder.resolve("templates")).resolve("it.yaml"),
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: it}}\n");
    Set<Long> seen = new TreeSet<>();
    HelmPool pool = new HelmPool(HelmTask.RENDER);
    try (HelmRunner helm = new HelmRunner(pool)) {
      for (int i = 0; i < CHARTS; i++) {
        assertThat(helm.template(folder, Values.NONE, "it", "it", HelmRunner.KUBERNETES))
            .contains("name: it");
        for (long pid : List.of(pool.with(HelmProcess::pid), pool.with(HelmProcess::pid))) {
          seen.add(pid);
          assertThat(openFiles(pid)).as("open files after chart %d", i).isLessThan(MOST);
        }
      }
    }

    assertThat(seen).as("processes").hasSizeBetween(4, 8);
  }

  private static long openFiles(long pid) throws IOException {
    Path files = Path.of("/proc", String.valueOf(pid), "fd");
    assumeThat(files).isReadable();
    try (Stream<Path> each = Files.list(files)) {
      return each.count();
    }
  }
}
