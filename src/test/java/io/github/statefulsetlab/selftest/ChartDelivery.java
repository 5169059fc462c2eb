package io.github.statefulsetlab.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.selftest.SubmissionFixture.HandedIn;
import io.github.statefulsetlab.support.SortedFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What a fixture hands in, made ready in a folder of its own where that takes work. */
final class ChartDelivery {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final HandedIn handedIn;
  private final Path work;

  /** Nothing is written before it is asked for. */
  ChartDelivery(HandedIn handedIn, Path work) {
    this.handedIn = handedIn;
    this.work = work;
  }

  /** The chart as it is handed in: its folder, or a .tgz such as {@code helm package} makes. */
  Path chart() throws IOException {
    return handedIn.packaged() ? packaged() : handedIn.chart();
  }

  private Path packaged() throws IOException {
    JsonNode chart = YAML.readTree(handedIn.chart().resolve("Chart.yaml").toFile());
    String name = chart.path("name").asText();
    Path archive =
        Files.createDirectories(work)
            .resolve("%s-%s.tgz".formatted(name, chart.path("version").asText()));
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Path path : SortedFiles.below(handedIn.chart())) {
        String entry = "%s/%s".formatted(name, handedIn.chart().relativize(path));
        tar.putArchiveEntry(new TarArchiveEntry(path.toFile(), entry));
        Files.copy(path, tar);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }
}
