package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Values;
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
    Path chart = chart("chart");

    assertThat(delivery(chart, false).chart()).isEqualTo(chart);
  }

  @Test
  void anArchiveHasTheChartsNameAndVersionAndOneFolder() throws IOException {
    Path archive = delivery(chart("chart"), true).chart();

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

  private ChartDelivery delivery(Path chart, boolean packaged) {
    return new ChartDelivery(new HandedIn(chart, packaged, Values.NONE), folder.resolve("work"));
  }

  private Path chart(String name) throws IOException {
    Path chart = Files.createDirectories(folder.resolve(name));
    Files.writeString(chart.resolve("Chart.yaml"), "name: web\nversion: 1.2.0\n");
    return chart;
  }
}
