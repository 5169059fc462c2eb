package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
   * Where a field of an object is written: in the template's own document about it, else in the one
   * helper that has it. Documents about objects of one kind are told apart by what is written of
   * their names, else by their order.
   *
   * @param item the name of the list's item that the field is of, such as a container; empty if any
   * @param position the object's place among those of its kind that the template renders, from 0
   * @param objects how many of that kind the template renders
   */
  Optional<String> line(
      String template,
      HasMetadata object,
      int position,
      int objects,
      String field,
      Optional<String> item) {
    String kind = object.getKind();
    String name = object.getMetadata().getName();
    Predicate<String> says =
        says(
            Pattern.compile(
                "(?:\\s*(?:-\\s+)?|.*[{,]\\s*)\"?" + Pattern.quote(field) + "\"?\\s*:.*"));
    List<String> lines = files.getOrDefault(template, List.of());
    List<TemplateDocument> candidates = documents(lines, kind, name);
    if (candidates.size() > 1 && candidates.size() != objects) {
      return Optional.empty();
    }
    OptionalInt line =
        candidates.isEmpty()
            ? OptionalInt.empty()
            : candidates.get(candidates.size() == 1 ? 0 : position).line(kind, says, item);
    return line.isPresent()
        ? Optional.of(place(template, lines, line.getAsInt() - 1))
        : inHelpers(says);
  }

  private static List<TemplateDocument> documents(List<String> lines, String kind, String name) {
    List<TemplateDocument> all = TemplateDocument.of(lines);
    List<TemplateDocument> ofKind = all.stream().filter(d -> d.makes(kind)).toList();
    List<TemplateDocument> candidates =
        ofKind.isEmpty() ? all.stream().filter(TemplateDocument::saysNoKind).toList() : ofKind;
    int best = candidates.stream().mapToInt(d -> d.likeness(name)).max().orElse(0);
    return candidates.stream().filter(d -> d.likeness(name) == best).toList();
  }

  private Optional<String> inHelpers(Predicate<String> says) {
    List<String> all =
        files.entrySet().stream()
            .filter(file -> file.getKey().matches("templates/_[^/]*[.]tpl"))
            .flatMap(file -> places(file.getKey(), file.getValue(), says).stream())
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static List<String> places(String file, List<String> lines, Predicate<String> says) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (says.test(lines.get(i))) {
        places.add(place(file, lines, i));
      }
    }
    return places;
  }

  private static String place(String file, List<String> lines, int index) {
    return "%s:%d%s".formatted(file, index + 1, values(lines.get(index)));
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
