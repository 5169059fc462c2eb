package io.github.statefulsetlab.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.selftest.SubmissionFixture.HandedIn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What a fixture hands in, made ready in a folder of its own where that takes work. */
final class ChartDelivery {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String BESIDE = "file://";

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
      for (Path path : files(handedIn.chart())) {
        String entry = "%s/%s".formatted(name, handedIn.chart().relativize(path));
        tar.putArchiveEntry(new TarArchiveEntry(path.toFile(), entry));
        Files.copy(path, tar);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  /** The values files that are given, and one more that holds what {@code --set} asks for. */
  List<Path> values() throws IOException {
    List<Path> values = new ArrayList<>(handedIn.values());
    if (!handedIn.set().isEmpty()) {
      Path file = Files.createDirectories(work).resolve("set.yaml");
      YAML.writeValue(file.toFile(), asTree(handedIn.set()));
      values.add(file);
    }
    return values.stream().map(Path::toAbsolutePath).toList();
  }

  /** What {@code a.b=1} stands for; lists are not needed here. */
  static ObjectNode asTree(List<String> set) throws IOException {
    ObjectNode tree = YAML.createObjectNode();
    for (String assignment : set) {
      String[] sides = assignment.split("=", 2);
      String[] path = sides[0].split("\\.");
      ObjectNode parent = tree;
      for (int i = 0; i < path.length - 1; i++) {
        parent = parent.withObjectProperty(path[i]);
      }
      parent.set(path[path.length - 1], YAML.readTree(sides[1]));
    }
    return tree;
  }

  /** The chart as Helm can render it: libraries that lie beside it are in its {@code charts/}. */
  Path renderable() throws IOException {
    if (handedIn.packaged()) {
      return packaged().toAbsolutePath();
    }
    Path copy = work.resolve(handedIn.chart().getFileName().toString());
    copy(handedIn.chart(), copy);
    JsonNode chart = YAML.readTree(copy.resolve("Chart.yaml").toFile());
    for (JsonNode dependency : chart.path("dependencies")) {
      Path vendored = copy.resolve("charts").resolve(dependency.path("name").asText());
      String repository = dependency.path("repository").asText();
      if (repository.startsWith(BESIDE) && !Files.exists(vendored)) {
        copy(handedIn.chart().resolve(repository.substring(BESIDE.length())), vendored);
      }
    }
    return copy.toAbsolutePath();
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
