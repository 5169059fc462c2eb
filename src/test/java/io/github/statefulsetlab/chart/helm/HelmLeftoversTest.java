package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, for it looks at a folder where all runs of Helm leave their files. */
@Isolated
@DisplayName("What Helm leaves behind")
class HelmLeftoversTest {

  @TempDir Path folder;

  @Test
  void leavesNothingOfHelmsLibraryOnTheDisk() throws IOException {
    Set<Path> before = unpacked();

    Path chart = folder.resolve("it");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");

    try (HelmRunner helm = new HelmRunner()) {
      helm.template(chart, Values.NONE, "it", "default", "v1.36.3");
      assertThat(unpacked())
          .filteredOn(folder -> !before.contains(folder))
          .anySatisfy(folder -> assertThat(folder.resolve("library")).isEmptyDirectory());
    }

    assertThat(unpacked()).isEqualTo(before);
  }

  private static Set<Path> unpacked() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(
              path -> path.getFileName().toString().matches("(helm-java|statefulset-lab-helm-).*"))
          .collect(Collectors.toSet());
    }
  }
}
