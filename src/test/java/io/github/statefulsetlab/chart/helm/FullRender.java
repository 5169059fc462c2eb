package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.KubernetesRange;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of a chart that Helm renders whole, hooks among it, in a temporary folder that goes away
 * with it.
 *
 * <p>helm-java prints no hooks. But Helm sorts hooks from the rest only when all templates are
 * valid YAML, and prints all that it rendered, as it rendered it, when one is not. The copy has one
 * template more, whose only purpose is to be none. So it is Helm itself that tells what a chart
 * renders to; no template can hide a hook from it.
 */
final class FullRender implements AutoCloseable {

  /** As Helm tells the documents of a template apart ({@code releaseutil.SplitManifests}). */
  private static final Pattern SEPARATOR = Pattern.compile("(?dm)^---\\s*+");

  private static final Pattern FILE = Pattern.compile("(?dm)^---\n# Source: (.*)\n");

  /** What {@code helm create} has Helm ignore, {@code *~} among it, must not match. */
  private static final String DEEPER = "deeper";

  private static final int FIRST = 1;
  private static final String REST = "\n---\n";
  private static final int LONGEST_COMPLAINT = 4_000;
  private static final String NO_YAML = "Unsorted: [ # {{ .Release.Revision }}\n";

  private final Path workspace;
  private final Path folder;
  private final List<Path> originals;
  private final List<Path> values;
  private final String template;
  private final int revision;

  private FullRender(Path workspace, Path folder, Values values, String template, int revision)
      throws IOException {
    this.workspace = workspace;
    this.folder = folder;
    this.originals = values.files();
    this.values = copied(values, workspace.resolve("values"));
    this.template = template;
    this.revision = revision;
  }

  /**
   * Copies a chart, and the values files that it is given.
   *
   * @param into the folder for both
   * @param revision of the release that it is rendered for: all after the first are upgrades
   * @throws ChartException if that fails
   */
  static FullRender of(Path chart, Values values, Path into, int revision) {
    Path workspace = FileTrees.temporary(into, "chart-");
    // Helm looks at templates in the order of their names, and this one is to be the last.
    String template = "~%s.yaml".formatted(UUID.randomUUID());
    try {
      Path folder = copied(chart, workspace);
      Path templates = Files.createDirectories(folder.resolve("templates"));
      Files.writeString(templates.resolve(template), NO_YAML);
      if (revision > FIRST) {
        upgrade(folder, templates, template, revision);
      }
      return new FullRender(workspace, folder, values, template, revision);
    } catch (IOException e) {
      FileTrees.discard(workspace);
      throw new ChartException(
          "The chart or its values files could not be copied to a temporary folder: " + e, e);
    }
  }

  /** Copies a chart to a folder, and adds nothing. */
  static FullRender asItIs(Path chart, Path into) {
    return asItIs(chart, Values.NONE, into);
  }

  /** Copies a chart, and the values files that it is given, to a folder, and adds nothing. */
  static FullRender asItIs(Path chart, Values values, Path into) {
    Path workspace = FileTrees.temporary(into, "chart-");
    try {
      return new FullRender(workspace, copied(chart, workspace), values, "", FIRST);
    } catch (IOException e) {
      FileTrees.discard(workspace);
      throw new ChartException("The chart could not be copied to a temporary folder: " + e, e);
    }
  }

  private static Path copied(Path chart, Path workspace) throws IOException {
    Path folder = Files.createDirectory(workspace.resolve("chart"));
    FileTrees.copy(chart, folder);
    KubernetesRange.leaveOut(folder);
    return folder;
  }

  private static List<Path> copied(Values values, Path into) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path file : values.files()) {
      Path copy = Files.createDirectories(into.resolve(String.valueOf(copies.size())));
      // Helm takes a comma in a name for the end of it.
      copies.add(Files.copy(file, copy.resolve("values.yaml")));
    }
    return copies;
  }

  /**
   * Helm has no word for rendering an upgrade without a cluster, but all templates are given one
   * map of the release's facts, and Helm renders those in the deepest folder first.
   */
  private static void upgrade(Path chart, Path templates, String template, int revision)
      throws IOException {
    Path folder = templates;
    for (int depth = 0; depth <= depth(chart); depth++) {
      folder = folder.resolve(DEEPER);
    }
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(template),
        "{{- $_ := set .Release \"IsUpgrade\" true -}}{{- $_ := set .Release \"IsInstall\" false -}}"
            + "{{- $_ := set .Release \"Revision\" %d -}}".formatted(revision));
  }

  private static int depth(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToInt(Path::getNameCount).max().orElse(0) - folder.getNameCount();
    }
  }

  /** The copy of the chart. */
  Path folder() {
    return folder;
  }

  /** The copies of the values files, in their order. */
  List<Path> values() {
    return values;
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
      throw leftOut();
    }
    return rendered(reply.output())
        .orElseThrow(() -> new ChartException(asGiven(complaint(reply.output()), chart)));
  }

  /**
   * A message of Helm's, with the chart and the values files where they lie for whoever reads it.
   */
  String asGiven(String message, Path chart) {
    String given = message.replace(folder.toString(), chart.toString());
    for (int i = 0; i < values.size(); i++) {
      given = given.replace(values.get(i).toString(), originals.get(i).toString());
    }
    return given;
  }

  private ChartException leftOut() {
    return new ChartException(
        "The chart's .helmignore leaves out templates/%s, which the grader adds to see all that the chart renders. Take out the pattern that matches it."
            .formatted(template));
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
      } else if (!content.contains("[ # %d\n".formatted(revision))) {
        throw leftOut();
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
    FileTrees.discard(workspace);
  }
}
