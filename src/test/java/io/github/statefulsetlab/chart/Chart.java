package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chart on disk.
 *
 * @param folder where its {@code Chart.yaml} lies
 */
public record Chart(Path folder, String name, String version, String appVersion) {

  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Reads {@code Chart.yaml}.
   *
   * @throws ChartException if there is no such folder or no usable {@code Chart.yaml} in it
   */
  public static Chart read(Path folder) {
    if (!Files.exists(folder)) {
      throw new ChartException(
          "There is no chart at %s: no such file or folder. Give the folder that holds Chart.yaml."
              .formatted(folder));
    }
    Path file = folder.resolve("Chart.yaml");
    if (!Files.isRegularFile(file)) {
      throw new ChartException(
          "%s is no Helm chart: it has no Chart.yaml.%s".formatted(folder, nearby(folder)));
    }
    try {
      JsonNode yaml = YAML.readTree(file.toFile());
      return new Chart(
          folder,
          required(yaml, "name", file),
          required(yaml, "version", file),
          yaml.path("appVersion").asText());
    } catch (IOException e) {
      throw new ChartException("%s is not valid YAML: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String nearby(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(f -> f.endsWith("Chart.yaml"))
          .findFirst()
          .map(f -> " Did you mean " + f.getParent() + "?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String required(JsonNode yaml, String field, Path file) {
    String value = yaml.path(field).asText();
    if (value.isBlank()) {
      throw new ChartException("%s has no '%s'. Add one.".formatted(file, field));
    }
    return value;
  }

  /** SHA-256 over the names and contents of all the chart's files, in hexadecimal. */
  public String digest() {
    try (Stream<Path> files = Files.walk(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        digest.update(
            folder.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ChartException("Can't read the chart " + folder + ".", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
