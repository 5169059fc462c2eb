package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values that switch the StatefulSets on that lie in charts inside a chart: the {@code
 * condition} or {@code tags} of the dependency, and what that chart's own templates ask for.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#tags-and-condition-fields-in-dependencies">Tags
 *     and condition fields in dependencies</a>
 */
final class Subcharts {

  private static final int DEEPEST = 3;
  private static final String ON = "%s=true";
  private static final Pattern STATEFUL_SET = Pattern.compile("(?s).*\\bStatefulSet\\b.*");

  private Subcharts() {}

  /**
   * What to give with {@code --set}, a list for each StatefulSet that they may have; none where one
   * of them can't be read, of which Helm has more to say.
   */
  static List<List<String>> switches(Chart chart) {
    try {
      return switches(chart, 0);
    } catch (ChartException e) {
      return List.of();
    }
  }

  private static List<List<String>> switches(Chart chart, int depth) {
    List<List<String>> all = new ArrayList<>();
    if (depth == DEEPEST) {
      return all;
    }
    for (JsonNode dependency : ChartYaml.dependencies(chart.folder(), chart.given())) {
      folder(chart, dependency.path("name").asText())
          .map(Chart::read)
          .ifPresent(inside -> all.addAll(of(dependency, inside, depth)));
    }
    return all;
  }

  private static List<List<String>> of(JsonNode dependency, Chart inside, int depth) {
    List<String> on = on(dependency);
    String values =
        dependency.hasNonNull("alias") ? dependency.get("alias").asText() : inside.name();
    List<String> templates = TemplateFiles.of(inside).texts();
    List<List<String>> all = new ArrayList<>();
    if (!on.isEmpty()
        && templates.stream().anyMatch(text -> STATEFUL_SET.matcher(text).matches())) {
      all.add(on);
    }
    Stream.concat(Switches.of(templates).stream(), switches(inside, depth + 1).stream())
        .map(
            set ->
                Stream.concat(on.stream(), set.stream().map(one -> within(values, one))).toList())
        .forEach(all::add);
    return all;
  }

  /** The first of its conditions, which is the one that counts where it is set, else its tags. */
  private static List<String> on(JsonNode dependency) {
    String condition = dependency.path("condition").asText().split(",", 2)[0].strip();
    if (!condition.isEmpty()) {
      return List.of(ON.formatted(condition));
    }
    List<String> tags = new ArrayList<>();
    dependency.path("tags").forEach(tag -> tags.add(ON.formatted("tags." + tag.asText())));
    return tags.subList(0, Math.min(1, tags.size()));
  }

  private static String within(String chart, String set) {
    return set.startsWith("global.") || set.startsWith("tags.") ? set : chart + "." + set;
  }

  /** Where a chart of this name lies, whatever its folder is called. */
  private static Optional<Path> folder(Chart chart, String name) {
    Path charts = chart.folder().resolve("charts");
    if (!Files.isDirectory(charts)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(charts)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("Chart.yaml")))
          .sorted()
          .filter(folder -> Chart.read(folder).name().equals(name))
          .findFirst();
    } catch (IOException e) {
      throw new ChartException("Can't list the charts in " + charts + ".", e);
    }
  }
}
