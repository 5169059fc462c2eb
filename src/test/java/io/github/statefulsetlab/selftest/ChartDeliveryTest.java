package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.selftest.SubmissionFixture.HandedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartDeliveryTest {

  @TempDir Path folder;

  @Test
  void aFolderIsHandedInAsItIs() throws IOException {
    Path chart = chart("chart", "");

    assertThat(delivery(chart, false).chart()).isEqualTo(chart);
  }

  @Test
  void anArchiveHasTheChartsNameAndVersionAndOneFolder() throws IOException {
    Path archive = delivery(chart("chart", ""), true).chart();

    assertThat(archive).hasFileName("web-1.2.0.tgz");
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry.getName());
      }
    }
    assertThat(entries).containsExactly("web/Chart.yaml");
  }

  @Test
  void aLibraryThatLiesBesideIsPutWhereHelmLooks() throws IOException {
    chart("library", "");
    Path chart =
        chart("chart", "dependencies: [{name: common, repository: 'file://../library'}]\n");

    Path renderable = delivery(chart, false).renderable();

    assertThat(renderable.resolve("charts").resolve("common").resolve("Chart.yaml")).exists();
    assertThat(chart.resolve("charts")).doesNotExist();
  }

  @Test
  void whatIsSetHasTypes() throws IOException {
    assertThat(ChartDelivery.asTree(List.of("a.b=3", "a.c=x=y", "d=true")))
        .hasToString("{\"a\":{\"b\":3,\"c\":\"x=y\"},\"d\":true}");
  }

  private ChartDelivery delivery(Path chart, boolean packaged) {
    return new ChartDelivery(
        new HandedIn(chart, packaged, List.of(), List.of()), folder.resolve("work"));
  }

  private Path chart(String name, String more) throws IOException {
    Path chart = Files.createDirectories(folder.resolve(name));
    Files.writeString(chart.resolve("Chart.yaml"), "name: web\nversion: 1.2.0\n" + more);
    return chart;
  }
}
