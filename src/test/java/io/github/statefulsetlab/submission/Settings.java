package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The run's settings: system properties that begin with {@code lab.}, as {@code ./lab} passes them.
 *
 * @param furtherCharts charts of the same submission, by what its rubric calls them
 * @param handIn whose work the chart is
 * @param app what is said of the chart's app
 * @param mutants mutants to grade instead of a chart, for whoever writes a behaviour
 * @param parallelLabs how many behaviours may have labs of their own at the same time
 * @param timeLimit for one submission, from when the cluster can be used
 */
public record Settings(
    Optional<Path> chart,
    Map<String, Path> furtherCharts,
    HandIn handIn,
    Values values,
    AppDescription app,
    List<String> profiles,
    List<String> mutants,
    String cluster,
    Path kubeConfig,
    String nodeImage,
    Optional<String> image,
    Path reports,
    String version,
    long seed,
    boolean keep,
    int parallelLabs,
    Duration timeLimit) {

  private static final String EPHEMERAL = "k3s";
  private static final String EXISTING = "kubeconfig";

  /** One more than the largest seed that is drawn: short enough to be typed. */
  private static final int SEEDS = 1_000_000;

  /** Six times what all promises take on two cores. */
  static final Duration TIME_LIMIT = Duration.ofMinutes(30);

  /** What a machine with few cores bears: most of a lab's time is waiting. */
  private static final int PARALLEL_LABS = 4 * Runtime.getRuntime().availableProcessors();

  /**
   * Reads the system properties.
   *
   * @throws UsageException if one has a value that can't be used
   */
  public static Settings fromSystemProperties() {
    requireUsableHelm();
    String cluster = property("lab.cluster").orElse(EPHEMERAL);
    if (!List.of(EPHEMERAL, EXISTING).contains(cluster)) {
      throw new UsageException(
          "lab.cluster is '%s'. Use %s (a new cluster in Docker) or %s (an existing one)."
              .formatted(cluster, EPHEMERAL, EXISTING));
    }
    return new Settings(
        property("lab.chart").map(Path::of),
        furtherCharts(list("lab.further-charts")),
        whose(),
        new Values(list("lab.values").stream().map(Path::of).toList(), set()),
        said(),
        list("lab.profile"),
        list("lab.mutant"),
        cluster,
        property("lab.kubeconfig")
            .or(() -> Optional.ofNullable(System.getenv("KUBECONFIG")))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".kube", "config")),
        property("lab.node-image").orElse(""),
        property("lab.image"),
        Path.of(property("lab.reports").orElse("reports")),
        property("lab.version").orElse("unknown"),
        property("lab.seed")
            .map(Settings::seed)
            .orElseGet(() -> (long) new Random().nextInt(SEEDS)),
        property("lab.keep").map(Boolean::parseBoolean).orElse(false),
        property("lab.parallel-labs").map(Settings::places).orElse(PARALLEL_LABS),
        property("lab.time-limit").map(Settings::minutes).orElse(TIME_LIMIT));
  }

  /** The same for the bundled chart, in one profile and with nothing of whoever runs it. */
  public Settings ofTheBundledChart() {
    return new Settings(
        Optional.empty(),
        Map.of(),
        HandIn.NONE,
        Values.NONE,
        AppDescription.NONE,
        List.of("moscow-time"),
        List.of(),
        cluster,
        kubeConfig,
        nodeImage,
        Optional.empty(),
        reports,
        version,
        seed,
        keep,
        parallelLabs,
        timeLimit);
  }

  public boolean usesExistingCluster() {
    return EXISTING.equals(cluster);
  }

  /** What was said counts first, and then what the chart's folder is called. */
  private static HandIn whose() {
    HandIn said = HandIn.said(property("lab.submission"), property("lab.name"));
    Optional<Path> chart = property("lab.chart").map(Path::of);
    if (chart.isEmpty() && !said.equals(HandIn.NONE)) {
      throw new UsageException(
          "--submission and --name say whose chart it is: give the chart as well.");
    }
    return chart.map(folder -> said.or(HandIn.of(folder))).orElse(HandIn.NONE);
  }

  private static void requireUsableHelm() {
    try {
      HelmProgram.named();
    } catch (ChartException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Map<String, Path> furtherCharts(List<String> words) {
    return RolePaths.of(
        words,
        word ->
            new UsageException(
                "--further-chart needs ROLE=CHART, such as bonus=../bonus-app, not '%s'."
                    .formatted(word)),
        role ->
            new UsageException(
                "--further-chart is given twice for '%s'. Give it once.".formatted(role)));
  }

  private static AppDescription said() {
    try {
      return new AppDescription(
          property("lab.statefulset"),
          property("lab.container"),
          property("lab.port").map(Settings::port),
          property("lab.visit-path"),
          property("lab.count-path"),
          property("lab.file"),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new UsageException("Invalid description of the app: " + e.getMessage() + ".", e);
    }
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UsageException("lab.port is '%s'. Use a whole number.".formatted(text), e);
    }
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("lab.seed is '%s'. Use a whole number.".formatted(text), e);
    }
  }

  private static int places(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new UsageException(
          "lab.parallel-labs is '%s'. Use a whole number, at least 1.".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static Duration minutes(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new UsageException(
          "lab.time-limit is '%s'. Use a whole number of minutes, at least 1.".formatted(text));
    }
    return Duration.ofMinutes(Integer.parseInt(text));
  }

  /** One text, because Helm itself takes several settings with commas between them. */
  private static List<String> set() {
    return property("lab.set").map(List::of).orElse(List.of());
  }

  /** A comma that is part of a path has a backslash before it. */
  private static List<String> list(String name) {
    return property(name).stream()
        .flatMap(value -> Arrays.stream(value.split("(?<!\\\\),")))
        .map(value -> value.strip().replace("\\,", ","))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }
}
