package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A copy of a chart under another version, in a temporary folder that goes away with it. */
public final class BumpedChart implements AutoCloseable {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String APP_VERSION = "appVersion";

  private final Path folder;
  private final String before;
  private final String version;

  private BumpedChart(Path folder, String before, String version) {
    this.folder = folder;
    this.before = before;
    this.version = version;
  }

  /**
   * The chart's next edition: a higher minor version, and a higher appVersion where it has one, as
   * the app's next release would bring; nothing else is changed.
   *
   * @throws ChartException if the chart can't be copied
   */
  public static BumpedChart after(Chart chart) {
    try {
      Path folder = Files.createTempDirectory("statefulset-lab-edition-");
      FileTrees.copy(chart.folder(), folder);
      String version = next(chart.version());
      Path file = folder.resolve("Chart.yaml");
      ObjectNode yaml = (ObjectNode) YAML.readTree(file.toFile());
      yaml.put("version", version);
      Optional.ofNullable(yaml.get(APP_VERSION))
          .filter(JsonNode::isValueNode)
          .filter(old -> !old.asText().isBlank())
          .ifPresent(old -> yaml.put(APP_VERSION, next(old.asText())));
      YAML.writeValue(file.toFile(), yaml);
      return new BumpedChart(folder, chart.version(), version);
    } catch (IOException e) {
      throw new ChartException("Can't copy the chart " + chart.given() + ".", e);
    }
  }

  /** The version after this one: the same major number and a minor number that is one higher. */
  static String next(String version) {
    String[] numbers = version.replaceFirst("^v", "").split("[.+-]");
    int minor = numbers.length > 1 && numbers[1].matches("\\d{1,8}") ? number(numbers[1]) : 0;
    int major = numbers[0].matches("\\d{1,8}") ? number(numbers[0]) : 0;
    return "%d.%d.0".formatted(major, minor + 1);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  public Path folder() {
    return folder;
  }

  /** The version in its {@code Chart.yaml}. */
  public String version() {
    return version;
  }

  /** What it changes, as the grade tells it. */
  public String description() {
    return "version in Chart.yaml raised from %s to %s, and appVersion likewise; the images kept"
        .formatted(before, version);
  }

  @Override
  public void close() {
    try {
      FileTrees.delete(folder);
    } catch (IOException e) {
      throw new ChartException("Can't remove the folder " + folder + ".", e);
    }
  }
}
