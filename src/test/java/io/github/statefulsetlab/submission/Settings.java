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
    return builder()
        .chart(property("lab.chart").map(Path::of))
        .furtherCharts(furtherCharts(list("lab.further-charts")))
        .handIn(whose())
        .values(new Values(list("lab.values").stream().map(Path::of).toList(), set()))
        .app(said())
        .profiles(list("lab.profile"))
        .mutants(list("lab.mutant"))
        .cluster(cluster)
        .kubeConfig(
            property("lab.kubeconfig")
                .or(() -> Optional.ofNullable(System.getenv("KUBECONFIG")))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".kube", "config")))
        .nodeImage(property("lab.node-image").orElse(""))
        .image(property("lab.image"))
        .reports(Path.of(property("lab.reports").orElse("reports")))
        .version(property("lab.version").orElse("unknown"))
        .seed(
            property("lab.seed")
                .map(Settings::seed)
                .orElseGet(() -> (long) new Random().nextInt(SEEDS)))
        .keep(property("lab.keep").map(Boolean::parseBoolean).orElse(false))
        .parallelLabs(property("lab.parallel-labs").map(Settings::places).orElse(PARALLEL_LABS))
        .timeLimit(property("lab.time-limit").map(Settings::minutes).orElse(TIME_LIMIT))
        .build();
  }

  /** A run that is given nothing, with one lab at a time. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same for the bundled chart, in one profile and with nothing of whoever runs it. */
  public Settings ofTheBundledChart() {
    return builder()
        .profiles(List.of("moscow-time"))
        .cluster(cluster)
        .kubeConfig(kubeConfig)
        .nodeImage(nodeImage)
        .reports(reports)
        .version(version)
        .seed(seed)
        .keep(keep)
        .parallelLabs(parallelLabs)
        .timeLimit(timeLimit)
        .build();
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
      return AppDescription.builder()
          .statefulSet(property("lab.statefulset").orElse(null))
          .container(property("lab.container").orElse(null))
          .port(property("lab.port").map(Settings::port).orElse(null))
          .visitPath(property("lab.visit-path").orElse(null))
          .countPath(property("lab.count-path").orElse(null))
          .file(property("lab.file").orElse(null))
          .build();
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

  /** Makes {@link Settings}. */
  public static final class Builder {
    private Optional<Path> chart = Optional.empty();
    private Map<String, Path> furtherCharts = Map.of();
    private HandIn handIn = HandIn.NONE;
    private Values values = Values.NONE;
    private AppDescription app = AppDescription.NONE;
    private List<String> profiles = List.of();
    private List<String> mutants = List.of();
    private String cluster = EPHEMERAL;
    private Path kubeConfig = Path.of("kubeconfig");
    private String nodeImage = "";
    private Optional<String> image = Optional.empty();
    private Path reports = Path.of("reports");
    private String version = "unknown";
    private long seed;
    private boolean keep;
    private int parallelLabs = 1;
    private Duration timeLimit = TIME_LIMIT;

    private Builder() {}

    public Builder chart(Optional<Path> given) {
      chart = given;
      return this;
    }

    public Builder furtherCharts(Map<String, Path> byRole) {
      furtherCharts = byRole;
      return this;
    }

    public Builder handIn(HandIn whose) {
      handIn = whose;
      return this;
    }

    public Builder values(Values given) {
      values = given;
      return this;
    }

    Builder app(AppDescription said) {
      app = said;
      return this;
    }

    Builder profiles(List<String> bundled) {
      profiles = bundled;
      return this;
    }

    Builder mutants(List<String> names) {
      mutants = names;
      return this;
    }

    Builder cluster(String kind) {
      cluster = kind;
      return this;
    }

    Builder kubeConfig(Path file) {
      kubeConfig = file;
      return this;
    }

    /** A cluster that exists already. */
    public Builder existingCluster(Path file) {
      return cluster(EXISTING).kubeConfig(file);
    }

    Builder nodeImage(String reference) {
      nodeImage = reference;
      return this;
    }

    public Builder image(Optional<String> ofTheApp) {
      image = ofTheApp;
      return this;
    }

    public Builder reports(Path folder) {
      reports = folder;
      return this;
    }

    public Builder version(String ofTheLab) {
      version = ofTheLab;
      return this;
    }

    public Builder seed(long number) {
      seed = number;
      return this;
    }

    Builder keep(boolean leaves) {
      keep = leaves;
      return this;
    }

    Builder parallelLabs(int most) {
      parallelLabs = most;
      return this;
    }

    public Builder timeLimit(Duration forOneSubmission) {
      timeLimit = forOneSubmission;
      return this;
    }

    public Settings build() {
      return new Settings(
          chart,
          furtherCharts,
          handIn,
          values,
          app,
          profiles,
          mutants,
          cluster,
          kubeConfig,
          nodeImage,
          image,
          reports,
          version,
          seed,
          keep,
          parallelLabs,
          timeLimit);
    }
  }
}
