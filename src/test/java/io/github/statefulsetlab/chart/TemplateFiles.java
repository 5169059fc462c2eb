package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chart's templates as they were written, to name the line that a person has to change. Comments
 * are not looked at.
 */
public final class TemplateFiles {

  private static final String FOLDER = "templates";
  private static final Pattern VALUE = Pattern.compile("\\.Values(?:\\.\\w++)++");

  /** No line that a person writes is longer; what is behind is not looked at. */
  private static final int LONGEST_LINE = 1_000;

  /** File names relative to the chart, with their lines. */
  private final Map<String, List<String>> files;

  private TemplateFiles(Map<String, List<String>> files) {
    this.files = files;
  }

  /**
   * Reads the files in the chart's {@code templates} folder.
   *
   * @throws ChartException if they can't be read
   */
  public static TemplateFiles of(Chart chart) {
    Path folder = chart.folder().resolve(FOLDER);
    Map<String, List<String>> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          files.put(name(chart, path), lines(path));
        }
      } catch (IOException e) {
        throw new ChartException("Can't read the templates of the chart " + chart.given(), e);
      }
    }
    return new TemplateFiles(files);
  }

  private static String name(Chart chart, Path path) {
    return chart.folder().relativize(path).toString().replace('\\', '/');
  }

  private static List<String> lines(Path path) throws IOException {
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return TemplateComments.blanked(text).lines().map(TemplateFiles::cut).toList();
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
  }

  /** The text of each template, comments left out. */
  List<String> texts() {
    return files.values().stream().map(lines -> String.join("\n", lines)).toList();
  }

  /** The places where templates say this, as in {@code templates/deployment.yaml:3}. */
  public List<String> places(Pattern pattern) {
    return files.entrySet().stream()
        .filter(file -> isManifest(file.getKey()))
        .flatMap(file -> places(file.getKey(), file.getValue(), says(pattern)).stream())
        .toList();
  }

  private static boolean isManifest(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".tpl");
  }

  /**
   * Where a field is written: in the template itself, after the kind where that is written there,
   * else in the one helper that has it.
   */
  Optional<String> line(String template, String kind, String field) {
    Predicate<String> says =
        says(Pattern.compile("^\\s*(-\\s+)?\"?" + Pattern.quote(field) + "\"?\\s*:.*"));
    List<String> lines = files.getOrDefault(template, List.of());
    int from =
        first(lines, says(Pattern.compile("\\s*kind:\\s*\"?" + Pattern.quote(kind) + "\"?\\s*")));
    return places(template, lines, says).stream()
        .filter(place -> number(place) > from)
        .findFirst()
        .or(() -> inHelpers(says));
  }

  private Optional<String> inHelpers(Predicate<String> says) {
    List<String> all =
        files.entrySet().stream()
            .filter(file -> file.getKey().matches("templates/_[^/]*[.]tpl"))
            .flatMap(file -> places(file.getKey(), file.getValue(), says).stream())
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static int first(List<String> lines, Predicate<String> says) {
    for (int i = 0; i < lines.size(); i++) {
      if (says.test(lines.get(i))) {
        return i;
      }
    }
    return 0;
  }

  private static int number(String place) {
    return Integer.parseInt(place.replaceFirst("^[^:]*:(\\d+).*", "$1"));
  }

  private static List<String> places(String file, List<String> lines, Predicate<String> says) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (says.test(lines.get(i))) {
        places.add("%s:%d%s".formatted(file, i + 1, values(lines.get(i))));
      }
    }
    return places;
  }

  private static Predicate<String> says(Pattern pattern) {
    return line -> !line.strip().startsWith("#") && pattern.matcher(line).matches();
  }

  private static String values(String line) {
    String names =
        VALUE.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (" + names + ")";
  }
}
