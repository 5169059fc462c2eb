package io.github.statefulsetlab.selftest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.UsageException;
import io.github.statefulsetlab.submission.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart as a student might hand it in, and the verdicts that it deserves: what {@code
 * submissions/<name>/expected.yaml} says.
 *
 * @param about a sentence that says what the student did
 * @param right whether it keeps all promises
 * @param renders whether Helm renders it
 * @param ofACourse whether it is asked what a course asks, beside what Kubernetes promises
 * @param features what is in it of all that charts of students have, see LAB.md
 */
record SubmissionFixture(
    String name,
    Path folder,
    String about,
    boolean right,
    boolean renders,
    boolean ofACourse,
    Set<String> features,
    HandedIn handedIn,
    Expectations deserved) {

  private static final Path FIXTURES = Path.of("src", "test", "resources", "submissions");
  private static final String FILE = "expected.yaml";

  /**
   * What is handed to {@code ./lab grade}.
   *
   * @param chart the chart's folder
   * @param packaged whether it is handed in as a .tgz
   * @param values what is given with it
   */
  record HandedIn(Path chart, boolean packaged, Values values) {}

  /**
   * What must come of it. A criterion that is named nowhere passes, or is skipped.
   *
   * @param statefulSets the names of the StatefulSets that are graded, each as a submission
   * @param verdicts the criteria that must not pass
   * @param notGradable a piece of the reason why nothing can be judged that needs a lab; empty if
   *     it can
   * @param notes pieces of what the grade must say that the harness has changed
   */
  record Expectations(
      List<String> statefulSets,
      Map<String, ExpectedVerdict> verdicts,
      Optional<String> notGradable,
      List<String> notes) {

    /** The verdicts of one of the submissions that come of the chart. */
    Map<String, ExpectedVerdict> verdictsOf(String submission) {
      Map<String, ExpectedVerdict> theirs = new TreeMap<>(verdicts);
      theirs.values().removeIf(deserts -> !deserts.concerns(submission));
      return theirs;
    }
  }

  /**
   * A verdict other than PASS.
   *
   * @param of the StatefulSet that it is about, where there are several; else null
   * @param hint a piece of what the student is told to change; null if any will do
   * @param says a piece of what was seen; null if any will do
   */
  record ExpectedVerdict(
      @JsonProperty(required = true) Verdict verdict,
      @Nullable String of,
      @Nullable String hint,
      @Nullable String says) {

    ExpectedVerdict {
      require(
          List.of(Verdict.FAIL, Verdict.NOT_GRADABLE, Verdict.SKIPPED).contains(verdict),
          "verdict: it must be FAIL, NOT_GRADABLE or SKIPPED");
      require(
          hint != null || says != null,
          "give a piece of the hint (hint) or of what was seen (says) that must appear");
    }

    boolean concerns(String submission) {
      return of == null || submission.endsWith("-" + of);
    }
  }

  /**
   * All fixtures, by name.
   *
   * @throws UsageException if one can't be read, naming file and field
   */
  static List<SubmissionFixture> all() {
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      return folders.filter(Files::isDirectory).sorted().map(SubmissionFixture::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list the fixtures in " + FIXTURES + ".", e);
    }
  }

  /**
   * Reads {@code expected.yaml}.
   *
   * @throws UsageException if it can't be used, naming file and field
   */
  static SubmissionFixture read(Path folder) {
    Path file = folder.resolve(FILE);
    Description yaml = YamlFile.read(file, Description.class);
    Path chart = folder.resolve(Objects.requireNonNullElse(yaml.chart, "chart"));
    if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
      throw new UsageException(
          "%s: chart: there is no Chart.yaml in %s; give the chart's folder, from this file's."
              .formatted(file, chart));
    }
    return new SubmissionFixture(
        folder.getFileName().toString(),
        folder,
        yaml.about,
        yaml.right,
        Objects.requireNonNullElseGet(
            yaml.renders, () -> !orNone(yaml.verdicts).containsKey("chart.renders")),
        !Boolean.FALSE.equals(yaml.ofACourse),
        new TreeSet<>(yaml.features),
        new HandedIn(
            chart,
            Boolean.TRUE.equals(yaml.packaged),
            new Values(
                orNone(yaml.values).stream()
                    .map(path -> folder.resolve(path).toAbsolutePath())
                    .toList(),
                orNone(yaml.set))),
        new Expectations(
            yaml.statefulSets,
            orNone(yaml.verdicts),
            Optional.ofNullable(yaml.notGradable),
            orNone(yaml.notes)));
  }

  @Override
  public String toString() {
    return name;
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static <V> Map<String, V> orNone(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : new TreeMap<>(map);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private record Description(
      @JsonProperty(required = true) String about,
      @JsonProperty(required = true) boolean right,
      @JsonProperty(required = true) List<String> features,
      @Nullable String chart,
      @Nullable Boolean renders,
      @Nullable Boolean ofACourse,
      @Nullable Boolean packaged,
      @Nullable List<String> values,
      @Nullable List<String> set,
      @JsonProperty(required = true) List<String> statefulSets,
      @Nullable Map<String, ExpectedVerdict> verdicts,
      @Nullable String notGradable,
      @Nullable List<String> notes) {

    Description {
      require(about != null && !about.isBlank(), "about: say in a sentence what the student did");
      require(features != null && !features.isEmpty(), "features: name at least one");
      boolean faultless = orNone(verdicts).isEmpty() && notGradable == null;
      require(
          right == faultless,
          "right: a chart is right if it has neither verdicts nor notGradable, and only then");
    }
  }
}
