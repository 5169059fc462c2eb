package io.github.statefulsetlab.chart.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.ChartYaml;
import io.github.statefulsetlab.chart.VersionRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings the charts that a chart depends on into its {@code charts} folder, as {@code helm
 * dependency update} does, where they lie beside it ({@code file://}). Nothing is ever downloaded.
 *
 * <p>Helm asks for all that {@code Chart.yaml} lists, also for what a {@code condition} switches
 * off. What the dependencies themselves lack it passes over, and so does this.
 */
final class Dependencies {

  private static final String DESCRIPTION = "Chart.yaml";
  private static final String FILE = "file://";
  private static final Pattern RELATIVE = Pattern.compile("[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*");
  private static final int DEEPEST = 5;
  private static final String REMEDY =
      "Run: helm dependency update, and hand in the chart with its charts/ folder, or what helm package makes of it.";

  private final Path given;
  private final Path root;
  private final ChartLimits allowance;

  /**
   * The dependencies of one chart.
   *
   * @param given the chart, as messages name it
   * @param root the folder that nothing is taken from outside of
   */
  Dependencies(Path given, Path root, ChartLimits allowance) {
    this.given = given;
    this.root = root.toAbsolutePath().normalize();
    this.allowance = allowance;
  }

  private record Dependency(String name, String version, String repository) {

    boolean isLocal() {
      return repository.startsWith(FILE);
    }
  }

  /**
   * Brings them into a copy of the chart.
   *
   * @param original the folder that it is a copy of; empty if it comes from an archive
   * @throws ChartException if one is not to be had, naming it and the remedy
   */
  void bringTo(Path copy, Optional<Path> original) throws IOException {
    bringTo(copy, original, 0);
  }

  private void bringTo(Path copy, Optional<Path> original, int depth) throws IOException {
    Set<String> there = vendored(copy);
    for (Dependency dependency : dependencies(copy)) {
      if (there.contains(dependency.name)) {
        continue;
      }
      if (dependency.isLocal()) {
        bring(dependency, copy, original, depth);
        there.add(dependency.name);
      } else if (depth == 0) {
        throw refused(
            dependency,
            "it is not in charts/, and nothing is downloaded for a chart here. " + REMEDY);
      }
    }
  }

  private void bring(Dependency dependency, Path copy, Optional<Path> original, int depth)
      throws IOException {
    if (depth == DEEPEST) {
      throw refused(
          dependency, "its dependencies go more than %d deep, or in a circle.".formatted(DEEPEST));
    }
    Path beside =
        original.orElseThrow(
            () -> refused(dependency, "it is not in charts/ of this archive. " + REMEDY));
    Path library = library(dependency, beside);
    if (!dependency.name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw refused(dependency, "no chart can have that name.");
    }
    Path target = copy.resolve("charts").resolve(dependency.name);
    new ChartFolder(library, allowance).copyTo(target);
    new VendoredCharts(allowance).unpackIn(target, library.toString());
    requireAskedFor(dependency, Chart.read(target, library));
    if (!library.startsWith(given.toAbsolutePath().normalize())) {
      requireLibrary(dependency, target);
    }
    bringTo(target, Optional.of(library), depth + 1);
  }

  private Path library(Dependency dependency, Path beside) throws IOException {
    String there = dependency.repository.substring(FILE.length());
    if (!RELATIVE.matcher(there).matches()) {
      throw refused(dependency, "the path must be a relative one, as in file://../common.");
    }
    Path library = beside.toAbsolutePath().resolve(there).normalize();
    if (!library.startsWith(root)) {
      throw refused(
          dependency,
          "the path points outside %s, the folder that libraries are taken from (--root). %s"
              .formatted(root, REMEDY));
    }
    if (!Files.isRegularFile(library.resolve(DESCRIPTION))) {
      throw refused(
          dependency,
          "there is no chart at %s. Hand in both folders side by side as they were, or: %s"
              .formatted(library, REMEDY));
    }
    if (!library.toRealPath().startsWith(root.toRealPath())) {
      throw refused(dependency, "it is a link that leads elsewhere. " + REMEDY);
    }
    return library;
  }

  /** A chart of somebody else's that lies there as well is not the submission's to hand in. */
  private void requireLibrary(Dependency dependency, Path chart) throws IOException {
    String type = yaml(chart, DESCRIPTION).path("type").asText();
    if (!type.equals("library")) {
      throw refused(
          dependency,
          "the chart there is not a library. Set type: library in its Chart.yaml, or put it into charts/ of this one.");
    }
  }

  private void requireAskedFor(Dependency dependency, Chart library) {
    if (!library.name().equals(dependency.name)) {
      throw refused(dependency, "the chart there is called '%s'.".formatted(library.name()));
    }
    VersionRange range =
        VersionRange.parse(dependency.version)
            .orElseThrow(
                () ->
                    refused(
                        dependency,
                        "its version '%s' is not a version range. Use one such as ^1.0.0."
                            .formatted(dependency.version)));
    if (!range.includes(library.version())) {
      throw refused(
          dependency,
          "version %s is required, but charts/ contains %s. Change one of them."
              .formatted(dependency.version, library.version()));
    }
  }

  private JsonNode yaml(Path chart, String file) {
    return ChartYaml.read(chart.resolve(file), given.resolve(file));
  }

  private Set<String> vendored(Path chart) throws IOException {
    Set<String> names = new HashSet<>();
    for (Path vendored : VendoredCharts.in(chart)) {
      if (Files.isRegularFile(vendored.resolve(DESCRIPTION))) {
        names.add(yaml(vendored, DESCRIPTION).path("name").asText());
      }
    }
    return names;
  }

  private List<Dependency> dependencies(Path chart) {
    return ChartYaml.dependencies(chart, given).stream()
        .map(
            one ->
                new Dependency(
                    one.path("name").asText(),
                    one.path("version").asText(),
                    one.path("repository").asText()))
        .toList();
  }

  private ChartException refused(Dependency dependency, String why) {
    return new ChartException(
        "The chart %s depends on '%s'%s: %s"
            .formatted(
                given,
                dependency.name,
                dependency.repository.isEmpty() ? "" : " (" + dependency.repository + ")",
                why));
  }
}
