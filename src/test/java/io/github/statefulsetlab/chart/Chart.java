package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.statefulsetlab.support.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chart on disk.
 *
 * @param folder where its {@code Chart.yaml} lies: a private copy, where {@code chart.intake} let
 *     the chart in
 * @param given the folder or archive that it came from, which messages name
 */
public record Chart(Path folder, Path given, String name, String version, String appVersion) {

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final String DESCRIPTION = "Chart.yaml";
  private static final Pattern OTHER_VALUES =
      Pattern.compile("(?!values\\.ya?ml)values[^/]*\\.ya?ml|ci/[^/]*-values\\.ya?ml");
  private static final int LONGEST_NAME = 250;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** As Helm reads it: minor and patch may be missing, and a {@code v} is allowed. */
  private static final Pattern VERSION =
      Pattern.compile("v?\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  /**
   * Reads the {@code Chart.yaml} of a chart that needs no guard.
   *
   * @throws ChartException if there is no such folder or no usable {@code Chart.yaml} in it
   */
  public static Chart read(Path folder) {
    return read(folder, folder);
  }

  /** Reads the {@code Chart.yaml} of a copy. */
  public static Chart read(Path folder, Path given) {
    if (!Files.exists(folder)) {
      throw new ChartException(
          "There is no chart at %s: no such file or folder. Give the folder that holds Chart.yaml."
              .formatted(folder));
    }
    Path file = folder.resolve(DESCRIPTION);
    Path named = given.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw new ChartException(
          "%s is not a Helm chart: there is no Chart.yaml.%s"
              .formatted(folder, NoChart.in(folder).map(told -> " " + told).orElse("")));
    }
    JsonNode yaml = ChartYaml.read(file, named);
    return new Chart(
        folder,
        given,
        usableName(required(yaml, "name", named), named),
        usableVersion(required(yaml, "version", named), yaml.path("version").isTextual(), named),
        yaml.path("appVersion").asText());
  }

  private static String required(JsonNode yaml, String field, Path file) {
    String value = yaml.path(field).asText();
    if (value.isBlank()) {
      throw new ChartException("%s has no '%s'. Add one.".formatted(file, field));
    }
    return value;
  }

  private static String usableName(String name, Path file) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new ChartException(
          "%s: name is '%s'. Use letters, digits and dashes.".formatted(file, name));
    }
    return name;
  }

  private static String usableVersion(String version, boolean isText, Path file) {
    if (!isText || !VERSION.matcher(version).matches()) {
      throw new ChartException(
          "%s: version is %s. Use a semantic version in quotes, as in \"1.0.0\"."
              .formatted(file, isText ? "'" + version + "'" : "the number " + version));
    }
    return version;
  }

  /**
   * What went wrong with the chart, as whoever gave it can act on it.
   *
   * @param values those that it was given
   */
  public ChartException explained(ChartException e, Values values) {
    List<String> others = otherValues(values.files().stream().map(Chart::absolute).toList());
    String hint =
        others.isEmpty()
            ? ""
            : "%nThe chart brings values files that were not used%s: %s"
                .formatted(
                    Files.isRegularFile(given) ? " (unpack the archive to use them)" : "",
                    String.join(", ", others));
    return new ChartException(asGiven(String.valueOf(e.getMessage())) + hint, e);
  }

  /** The values files beside {@code values.yaml}, with the flag that gives them to the chart. */
  private List<String> otherValues(List<Path> used) {
    try (Stream<Path> files = Files.find(folder, 2, (file, is) -> is.isRegularFile())) {
      return files
          .map(this::inside)
          .filter(name -> OTHER_VALUES.matcher(name).matches())
          .sorted()
          .map(given::resolve)
          .filter(file -> !used.contains(absolute(file)))
          .map(file -> "--values " + file)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** What Helm says of the chart, with the path that was given in place of the copy's. */
  public String asGiven(String text) {
    return text.replace(folder.toString(), given.toString());
  }

  /**
   * SHA-256 over the names and contents of all the chart's files, in hexadecimal. The same for a
   * folder and for what {@code helm package} makes of it, which writes {@code Chart.yaml} anew:
   * that one counts with what it says, not with how.
   */
  public String digest() {
    try (Stream<Path> files = Files.walk(folder)) {
      ContentDigest digest = new ContentDigest();
      SortedMap<String, Path> sorted = new TreeMap<>();
      files.filter(Files::isRegularFile).forEach(file -> sorted.put(inside(file), file));
      for (Map.Entry<String, Path> file : sorted.entrySet()) {
        digest.add(file.getKey());
        digest.add(content(file.getKey(), file.getValue()));
      }
      return digest.hex();
    } catch (IOException e) {
      throw new ChartException("Can't read the chart " + given + ".", e);
    }
  }

  private String inside(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private byte[] content(String name, Path file) throws IOException {
    return name.equals(DESCRIPTION)
        ? SORTED.writeValueAsBytes(
            SORTED.treeToValue(ChartYaml.read(file, given.resolve(name)), Object.class))
        : Files.readAllBytes(file);
  }
}
