package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, for it looks at the processes of Helm that this one has started. */
@Isolated
@EnabledOnOs(OS.LINUX)
@DisplayName("What Helm leaves behind")
class HelmLeftoversTest {

  private static final Pattern FOLDER =
      Pattern.compile("-Djava[.]io[.]tmpdir=(\\S+/statefulset-lab-helm-\\d+)/library");

  @TempDir Path folder;

  @Test
  void leavesNothingOfHelmsLibraryOnTheDisk() throws IOException {
    Path chart = folder.resolve("it");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Set<Path> ofHelm;

    try (HelmRunner helm = new HelmRunner()) {
      helm.template(chart, Values.NONE, "it", "default", "v1.36.3");
      ofHelm = foldersOfProcesses();
      assertThat(ofHelm)
          .allSatisfy(its -> assertThat(its).isDirectory())
          .anySatisfy(its -> assertThat(its.resolve("library")).isEmptyDirectory());
    }

    assertThat(ofHelm).isNotEmpty().noneMatch(Files::exists);
  }

  private static Set<Path> foldersOfProcesses() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .map(FOLDER::matcher)
        .filter(Matcher::find)
        .map(found -> Path.of(found.group(1)))
        .collect(Collectors.toSet());
  }
}
