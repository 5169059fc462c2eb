package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in a folder that was given for a chart and is not one, and what to give instead. */
final class NoChart {

  private static final String DESCRIPTION = "Chart.yaml";
  private static final int DEEP = 4;
  private static final int SHOWN = 5;

  private static final Pattern MISSPELT = Pattern.compile("(?i)charts?\\.ya?ml");
  private static final Pattern KUSTOMIZATION = Pattern.compile("(?i)kustomization(\\.ya?ml)?");
  private static final Pattern COMPOSE = Pattern.compile("(docker-)?compose([.-][\\w-]+)*\\.ya?ml");
  private static final Pattern YAML = Pattern.compile(".+\\.ya?ml");
  private static final Pattern KIND = Pattern.compile("(?m)^kind:\\s*\\w");

  private static final String EXPECTED =
      "Expected is a Helm chart, a folder with Chart.yaml, values.yaml and templates/.";

  private final Path folder;
  private final List<Path> files;

  private NoChart(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /** A sentence or two about it; empty where there is nothing to say. */
  static Optional<String> in(Path folder) {
    try (Stream<Path> files =
        Files.find(folder, DEEP, (file, is) -> isSmallFile(is) && !isHidden(folder, file))) {
      return new NoChart(folder, files.sorted().toList()).told();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** What is larger is neither a manifest nor read. */
  private static boolean isSmallFile(BasicFileAttributes is) {
    return is.isRegularFile() && is.size() <= ChartYaml.MOST_BYTES;
  }

  private static boolean isHidden(Path folder, Path file) {
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> told() {
    return charts()
        .or(
            () ->
                first(MISSPELT)
                    .map(
                        file ->
                            "Helm reads the name Chart.yaml alone: rename %s to that."
                                .formatted(file)))
        .or(
            () ->
                first(KUSTOMIZATION)
                    .map(file -> "%s is for Kustomize. %s".formatted(file, EXPECTED)))
        .or(
            () ->
                first(COMPOSE)
                    .map(
                        file ->
                            "%s is for Docker Compose, which has no StatefulSets. %s"
                                .formatted(file, EXPECTED)))
        .or(this::manifests);
  }

  /** Those that are not part of another one. */
  private Optional<String> charts() {
    List<Path> charts =
        files.stream().filter(f -> f.endsWith(DESCRIPTION)).map(Path::getParent).toList();
    List<Path> whole =
        charts.stream()
            .filter(
                chart ->
                    charts.stream()
                        .noneMatch(other -> !other.equals(chart) && chart.startsWith(other)))
            .toList();
    return switch (whole.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("Did you mean %s?".formatted(whole.get(0)));
      default ->
          Optional.of(
              "It holds %d charts; give one of them: %s.".formatted(whole.size(), listed(whole)));
    };
  }

  private Optional<Path> first(Pattern name) {
    return files.stream().filter(named(name)).findFirst();
  }

  private static Predicate<Path> named(Pattern name) {
    return file -> name.matcher(file.getFileName().toString()).matches();
  }

  private Optional<String> manifests() {
    List<Path> manifests = files.stream().filter(named(YAML)).filter(NoChart::isManifest).toList();
    return manifests.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It holds manifests outside of a chart (%s). Put them into a folder templates, and a Chart.yaml with apiVersion: v2, a name and a version beside that folder."
                .formatted(listed(manifests)));
  }

  private static boolean isManifest(Path file) {
    try {
      return KIND.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      return false;
    }
  }

  private String listed(List<Path> paths) {
    return paths.stream()
            .limit(SHOWN)
            .map(path -> folder.relativize(path).toString())
            .collect(Collectors.joining(", "))
        + (paths.size() > SHOWN ? ", …" : "");
  }
}
