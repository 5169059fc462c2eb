package io.github.statefulsetlab.chart.helm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rendered documents as Helm itself reads them, so that what is judged is what gets installed: of a
 * key that is given twice the last one counts, merge keys and anchors are resolved, and {@code yes}
 * is a boolean. A chart of the grader's own holds the documents as files and gives them to Helm's
 * {@code fromYaml}; no other YAML parser sees them.
 */
final class HelmYaml implements AutoCloseable {

  private static final String DOCUMENTS = "documents";
  private static final String CHART = "apiVersion: v2\nname: documents\nversion: 1.0.0\n";

  /** Base64, so that nothing in the documents can end the one that is printed. */
  private static final String TEMPLATE =
      """
      {{- $all := list -}}
      {{- range $path, $content := .Files.Glob "documents/*" -}}
      {{- $all = append $all (fromYaml (toString $content)) -}}
      {{- end -}}
      apiVersion: v1
      kind: ConfigMap
      documents: "{{ toJson $all | b64enc }}"
      """;

  private static final Pattern PRINTED = Pattern.compile("(?m)^documents: \"([A-Za-z0-9+/=]*)\"$");
  private static final String SOURCE = "# Source: ";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./-]*+");

  /** Deeper than any object that Kubernetes knows; readers that recurse come to no harm. */
  private static final int DEEPEST = 200;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());
  private static final YAMLMapper YAML = YAMLMapper.builder(factory()).build();

  private final Path folder;
  private final List<String> documents;

  private HelmYaml(Path folder, List<String> documents) {
    this.folder = folder;
    this.documents = documents;
  }

  /** Quotes all that any reader might take for something other than the string that it is. */
  private static YAMLFactory factory() {
    return YAMLFactory.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .stringQuotingChecker(
            new StringQuotingChecker.Default() {
              @Override
              public boolean needToQuoteName(String name) {
                return needToQuoteValue(name);
              }

              @Override
              public boolean needToQuoteValue(String value) {
                return !PLAIN.matcher(value).matches() || isReservedKeyword(value);
              }
            })
        .build();
  }

  /**
   * Writes the chart that has Helm read these documents.
   *
   * @param into the folder for it
   * @throws ChartException if that fails
   */
  static HelmYaml of(Path into, List<String> documents) {
    Path folder = FileTrees.temporary(into, "yaml-");
    try {
      Files.writeString(folder.resolve("Chart.yaml"), CHART);
      Files.writeString(
          Files.createDirectory(folder.resolve("templates")).resolve("documents.yaml"), TEMPLATE);
      Path files = Files.createDirectory(folder.resolve(DOCUMENTS));
      for (int i = 0; i < documents.size(); i++) {
        Files.writeString(files.resolve("%05d".formatted(i)), documents.get(i));
      }
      return new HelmYaml(folder, List.copyOf(documents));
    } catch (IOException e) {
      throw new ChartException("Can't write the rendered documents to a temporary folder: " + e, e);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * The documents, written so that every YAML parser reads in them what Helm has read; the comment
   * that names the template is kept.
   *
   * @param output what Helm prints for the chart in {@link #folder}
   * @throws ChartException if one of the documents is not an object
   */
  String read(String output) {
    List<JsonNode> read = printed(output);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < read.size(); i++) {
      requireRead(read.get(i), documents.get(i));
      text.append("---\n").append(source(documents.get(i))).append(yaml(read.get(i)));
    }
    return text.toString();
  }

  private List<JsonNode> printed(String output) {
    Matcher printed = PRINTED.matcher(output);
    if (!printed.find()) {
      throw new ChartException("Helm could not read what the chart renders to: " + output);
    }
    byte[] json = Base64.getDecoder().decode(printed.group(1));
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> each = JSON.readerFor(JsonNode.class).readValues(json)) {
      while (each.hasNextValue()) {
        objects.add(each.nextValue());
      }
      return objects;
    } catch (IOException e) {
      throw new ChartException(
          "%s renders to an object that is nested too deeply (more than %d levels), or to a number of more than %d digits. Kubernetes has no such object: look for a loop in the template."
              .formatted(
                  template(documents.get(objects.size())),
                  DEEPEST,
                  StreamReadConstraints.DEFAULT_MAX_NUM_LEN),
          e);
    }
  }

  private static String template(String document) {
    String source = source(document).replace(SOURCE, "").strip();
    return source.isEmpty() ? "The chart" : source;
  }

  /** Helm gives the reason in place of an object that it can't read. */
  private static void requireRead(JsonNode object, String document) {
    if (object.size() == 1 && object.path("Error").isTextual()) {
      throw new ChartException(
          "A rendered manifest is not a YAML object: %s%n%s"
              .formatted(object.path("Error").asText(), document.strip()));
    }
  }

  private static String source(String document) {
    return document
        .lines()
        .filter(line -> line.startsWith(SOURCE))
        .findFirst()
        .map(line -> line + "\n")
        .orElse("");
  }

  private static String yaml(JsonNode object) {
    try {
      return object.isEmpty() ? "" : YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was parsed from JSON can be written as YAML.", e);
    }
  }

  @Override
  public void close() {
    FileTrees.discard(folder);
  }
}
