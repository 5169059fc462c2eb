package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for the values with which a chart renders a StatefulSet that its default values leave out:
 * first in the chart's values files, those with a name that says so before the others, then among
 * the {@link Switches} in its templates and those of its {@link Subcharts}.
 */
public final class ValuesSearch {

  private static final Pattern VALUES_FILE =
      Pattern.compile(
          "(?!values\\.ya?ml)[^/]*values[^/]*\\.ya?ml|(ci|values|env|envs|environments)/[^/]*\\.ya?ml",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STATEFUL =
      Pattern.compile("statefulset|stateful|sts", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEMA = Pattern.compile(".*schema.*", Pattern.CASE_INSENSITIVE);
  private static final int MOST = 24;

  private final Chart chart;
  private final Values given;
  private final Function<Values, Optional<Manifests>> render;

  private ValuesSearch(Chart chart, Values given, Function<Values, Optional<Manifests>> render) {
    this.chart = chart;
    this.given = given;
    this.render = render;
  }

  /**
   * What was found.
   *
   * @param values those that were given and those that were found
   * @param files the found values files, from the chart's folder
   * @param set the found settings, as {@code --set} takes them
   * @param flags how to give the found ones to {@code helm} and to the launcher
   * @param others what was not chosen and may render a StatefulSet as well, in the same form
   */
  public record Found(
      Values values, List<String> files, List<String> set, String flags, List<String> others) {}

  /** Values to try, and the flag that gives them. */
  private record Candidate(Values values, List<String> files, List<String> set, String flags) {}

  /**
   * Searches.
   *
   * @param given the values that were given; they stay
   * @param render what the chart renders to with such values; empty if it does not, or may not be
   *     installed
   */
  public static Optional<Found> of(
      Chart chart, Values given, Function<Values, Optional<Manifests>> render) {
    return new ValuesSearch(chart, given, render).found();
  }

  /** What a search tries, as flags. */
  public static List<String> tried(Chart chart) {
    return new ValuesSearch(chart, Values.NONE, values -> Optional.empty())
        .candidates().stream().map(Candidate::flags).toList();
  }

  private Optional<Found> found() {
    List<Candidate> candidates = candidates();
    Optional<Candidate> several = Optional.empty();
    for (Candidate candidate : candidates) {
      int sets = render.apply(candidate.values()).map(ValuesSearch::statefulSets).orElse(0);
      if (sets == 1) {
        return Optional.of(found(candidate, candidates));
      }
      if (sets > 1 && several.isEmpty()) {
        several = Optional.of(candidate);
      }
    }
    return several.map(candidate -> found(candidate, candidates));
  }

  private static int statefulSets(Manifests manifests) {
    return manifests.of(StatefulSet.class).size();
  }

  private static Found found(Candidate chosen, List<Candidate> all) {
    return new Found(
        chosen.values(),
        chosen.files(),
        chosen.set(),
        chosen.flags(),
        all.stream().filter(other -> !other.equals(chosen)).map(Candidate::flags).toList());
  }

  private List<Candidate> candidates() {
    Stream<Candidate> files = files(chart).stream().map(this::withFile);
    Stream<Candidate> switches =
        Stream.concat(
                Switches.of(TemplateFiles.of(chart).texts()).stream(),
                Subcharts.switches(chart).stream())
            .map(this::withSet);
    return Stream.concat(files, switches).limit(MOST).toList();
  }

  private Candidate withFile(String name) {
    List<Path> files = new ArrayList<>(List.of(chart.folder().resolve(name)));
    files.addAll(given.files());
    return new Candidate(
        new Values(files, given.set()), List.of(name), List.of(), "--values " + name);
  }

  private Candidate withSet(List<String> set) {
    String joined = String.join(",", set);
    List<String> all = new ArrayList<>(List.of(joined));
    all.addAll(given.set());
    return new Candidate(new Values(given.files(), all), List.of(), set, "--set " + joined);
  }

  /**
   * The chart's values files beside values.yaml, from its folder, those with a telling name first.
   */
  public static List<String> files(Chart chart) {
    Comparator<String> order =
        Comparator.comparing((String name) -> !STATEFUL.matcher(name).find())
            .thenComparing(name -> STATEFUL.matcher(name).find() ? name.length() : 0)
            .thenComparing(Comparator.naturalOrder());
    try (Stream<Path> files = Files.find(chart.folder(), 2, (file, is) -> is.isRegularFile())) {
      return files
          .map(file -> chart.folder().relativize(file).toString().replace('\\', '/'))
          .filter(name -> VALUES_FILE.matcher(name).matches())
          .filter(name -> !SCHEMA.matcher(name).matches())
          .sorted(order)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
