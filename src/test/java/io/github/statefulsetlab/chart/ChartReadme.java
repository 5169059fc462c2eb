package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart's README: its {@code README.md.gotmpl}, filled in from {@code Chart.yaml} and from the
 * comments in {@code values.yaml}.
 *
 * <p>The notation is <a href="https://github.com/norwoodj/helm-docs">helm-docs</a>': {@code # --
 * text} describes the key below it, {@code # -- (type) text} also gives a type that its value
 * doesn't show. A key without a comment is described by those below it.
 */
final class ChartReadme {

  private static final Pattern KEY = Pattern.compile("( *)(\\w+):.*");
  private static final Pattern DESCRIPTION =
      Pattern.compile(" *# -- (?:\\((?<type>\\w+)\\) )?(?<text>.*)");
  private static final Pattern CONTINUATION = Pattern.compile(" *# (?<text>.*)");

  private static final YAMLMapper YAML = new YAMLMapper();

  private record Description(String type, String text) {

    Description and(String more) {
      return new Description(type, text + " " + more);
    }
  }

  private record Key(int indent, String path) {}

  private ChartReadme() {}

  /**
   * What the README of the chart in a folder should say.
   *
   * @throws IllegalStateException if a value has no description
   */
  static String of(Path chart) throws IOException {
    JsonNode about = YAML.readTree(chart.resolve("Chart.yaml").toFile());
    return Files.readString(chart.resolve("README.md.gotmpl"))
        .replace("{{ template \"chart.header\" . }}", "# " + about.path("name").asText())
        .replace("{{ template \"chart.description\" . }}", about.path("description").asText())
        .replace(
            "{{ template \"chart.valuesTable\" . }}", valuesTable(chart.resolve("values.yaml")));
  }

  static String valuesTable(Path values) throws IOException {
    List<String> rows =
        new ArrayList<>(
            List.of(
                "| Key | Type | Default | Description |",
                "|-----|------|---------|-------------|"));
    addRows(rows, "", YAML.readTree(values.toFile()), descriptions(Files.readAllLines(values)));
    return String.join("\n", rows);
  }

  private static void addRows(
      List<String> rows, String path, JsonNode value, Map<String, Description> descriptions) {
    Description description = descriptions.get(path);
    if (description != null) {
      rows.add(row(path, value, description));
    } else if (value.isObject() && !value.isEmpty()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      value
          .properties()
          .forEach(child -> addRows(rows, prefix + child.getKey(), child.getValue(), descriptions));
    } else {
      throw new IllegalStateException(
          "values.yaml: %s has no '# --' comment above it. Say what it is for.".formatted(path));
    }
  }

  private static String row(String path, JsonNode value, Description description) {
    String type = description.type().isEmpty() ? typeOf(value) : description.type();
    return "| %s | %s | `%s` | %s |"
        .formatted(path, type, cell(value.toString()), cell(description.text()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> "bool";
      case NUMBER -> value.isIntegralNumber() ? "int" : "float";
      case ARRAY -> "list";
      case OBJECT -> "object";
      default -> "string";
    };
  }

  /** By the path of the key that each is above. */
  private static Map<String, Description> descriptions(List<String> lines) {
    Map<String, Description> descriptions = new HashMap<>();
    Deque<Key> parents = new ArrayDeque<>();
    Description pending = null;
    for (String line : lines) {
      Matcher start = DESCRIPTION.matcher(line);
      Matcher more = CONTINUATION.matcher(line);
      Matcher key = KEY.matcher(line);
      if (start.matches()) {
        String type = start.group("type");
        pending = new Description(type == null ? "" : type, start.group("text"));
      } else if (pending != null && more.matches()) {
        pending = pending.and(more.group("text"));
      } else if (key.matches()) {
        int indent = key.group(1).length();
        parents.removeIf(parent -> parent.indent() >= indent);
        String path =
            parents.isEmpty() ? key.group(2) : parents.getLast().path() + "." + key.group(2);
        parents.addLast(new Key(indent, path));
        if (pending != null) {
          descriptions.put(path, pending);
        }
        pending = null;
      } else {
        pending = null;
      }
    }
    return descriptions;
  }
}
