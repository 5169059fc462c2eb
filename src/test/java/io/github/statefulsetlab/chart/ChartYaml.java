package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.support.TextFile;
import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what describes a chart: {@code Chart.yaml}, and {@code requirements.yaml} of older ones.
 */
public final class ChartYaml {

  /** The parser takes seconds for a megabyte on one line, and four times as long for two. */
  static final int MOST_BYTES = 256 << 10;

  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String DESCRIPTION = "Chart.yaml";
  private static final String OLDER = "requirements.yaml";

  private ChartYaml() {}

  /**
   * The dependencies that a chart lists, as it writes them; those of the older form, where Helm
   * looks there, last.
   *
   * @param named where messages say that the chart lies
   * @throws ChartException as {@link #read}
   */
  public static List<JsonNode> dependencies(Path chart, Path named) {
    JsonNode description = read(chart.resolve(DESCRIPTION), named.resolve(DESCRIPTION));
    List<JsonNode> all = new ArrayList<>();
    description.path("dependencies").forEach(all::add);
    if (description.path("apiVersion").asText().equals("v1")
        && Files.isRegularFile(chart.resolve(OLDER))) {
      read(chart.resolve(OLDER), named.resolve(OLDER)).path("dependencies").forEach(all::add);
    }
    return List.copyOf(all);
  }

  /**
   * The content of a file.
   *
   * @param named where messages say that it lies
   * @throws ChartException if it is too large, not UTF-8 or not YAML
   */
  public static JsonNode read(Path file, Path named) {
    try {
      return YAML.readTree(TextFile.read(file, named.toString(), MOST_BYTES));
    } catch (NotTextException e) {
      throw new ChartException(String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new ChartException(
          "%s is not valid YAML: %s".formatted(named, e.getOriginalMessage()), e);
    }
  }
}
