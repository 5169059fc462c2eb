package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A copy of a chart that Helm renders whole, hooks among it, in a temporary folder that goes away
 * with it.
 *
 * <p>helm-java prints no hooks. But Helm sorts hooks from the rest only when all templates are
 * valid YAML, and prints all that it rendered, as it rendered it, when one is not. The copy has one
 * template more, whose only purpose is to be none. So it is Helm itself that tells what a chart
 * renders to; no template can hide a hook from it.
 */
final class WholeChart implements AutoCloseable {

  /** As Helm tells the documents of a template apart ({@code releaseutil.SplitManifests}). */
  private static final Pattern SEPARATOR = Pattern.compile("(?dm)^---\\s*+");

  private static final Pattern FILE = Pattern.compile("(?dm)^---\n# Source: (.*)\n");
  private static final String REST = "\n---\n";
  private static final int LONGEST_COMPLAINT = 4_000;
  private static final String NO_YAML = "Unsorted: [\n";

  private final Path folder;
  private final String template;

  private WholeChart(Path folder, String template) {
    this.folder = folder;
    this.template = template;
  }

  /**
   * Copies a chart.
   *
   * @throws ChartException if that fails
   */
  static WholeChart of(Path chart) {
    Path folder = FileTrees.temporary("statefulset-lab-whole-");
    // Helm looks at templates in the order of their names, and this one is to be the last.
    String template = "~%s.yaml".formatted(UUID.randomUUID());
    try {
      FileTrees.copy(chart, folder);
      Files.createDirectories(folder.resolve("templates"));
      Files.writeString(folder.resolve("templates").resolve(template), NO_YAML);
      return new WholeChart(folder, template);
    } catch (IOException e) {
      throw new ChartException("Can't copy the chart to a temporary folder: " + e, e);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * What Helm rendered, in the form of {@code helm template}: documents with the template that each
   * is from, in the order of the templates' names.
   *
   * @param chart where messages say that the chart lies
   * @throws ChartException with Helm's own words if something else is wrong with the chart
   */
  String rendered(Reply reply, Path chart) {
    if (reply.ok()) {
      throw new ChartException(
          "The chart's .helmignore leaves out templates/%s, which the grader adds to see all that the chart renders. Take out the pattern that matches it."
              .formatted(template));
    }
    return rendered(reply.output())
        .orElseThrow(
            () ->
                new ChartException(
                    complaint(reply.output()).replace(folder.toString(), chart.toString())));
  }

  private Optional<String> rendered(String error) {
    int rest = error.indexOf(REST);
    String first = rest < 0 ? error : error.substring(0, rest);
    return first.startsWith("YAML parse error on ") && first.contains(template) && rest >= 0
        ? Optional.of(inOrder(error.substring(rest + REST.length())))
        : Optional.empty();
  }

  private String inOrder(String all) {
    SortedMap<String, String> files = new TreeMap<>();
    Matcher file = FILE.matcher(all);
    boolean found = file.find();
    while (found) {
      String name = file.group(1);
      int from = file.end();
      found = file.find();
      String content = all.substring(from, found ? file.start() : all.length());
      if (!name.endsWith("/" + template)) {
        files.merge(name, documents(name, content), String::concat);
      }
    }
    return String.join("", files.values());
  }

  private static String documents(String name, String content) {
    return SEPARATOR
        .splitAsStream(content)
        .filter(document -> !document.isBlank())
        .map(document -> "---\n# Source: %s\n%s\n".formatted(name, document.stripTrailing()))
        .collect(Collectors.joining());
  }

  /** What Helm says is wrong with the chart, without what it rendered, and not at any length. */
  private static String complaint(String error) {
    int rest = error.indexOf(REST);
    String words = (rest < 0 ? error : error.substring(0, rest)).strip();
    return words.length() <= LONGEST_COMPLAINT
        ? words
        : words.substring(0, LONGEST_COMPLAINT / 2)
            + " … "
            + words.substring(words.length() - LONGEST_COMPLAINT / 2);
  }

  @Override
  public void close() {
    FileTrees.discard(folder);
  }
}
