package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.statefulsetlab.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a submission's app: in {@code lab.yaml}, or by flags. All of it may be left out,
 * and is found out then.
 *
 * @param statefulSet which of the chart's StatefulSets is graded
 * @param container the name of the container that the app runs in
 * @param port the container port that it serves HTTP on
 * @param visitPath the path that counts a visit
 * @param countPath the path that reports the count without counting
 * @param file the file that holds the count, an absolute path in the container
 * @param faults whether the app can be broken by {@code POST /faults/…}, as the bundled one can
 * @param withoutCounter whether it is said that no page of the app counts visits
 * @param asked what is asked of the chart that Kubernetes does not promise
 */
public record AppDescription(
    Optional<String> statefulSet,
    Optional<String> container,
    Optional<Integer> port,
    Optional<String> visitPath,
    Optional<String> countPath,
    Optional<String> file,
    Optional<Boolean> faults,
    boolean withoutCounter,
    Asked asked) {

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~+:@,=/-]*");
  private static final Pattern STEPS = Pattern.compile("//|/\\.{1,2}(/|$)");

  /** Nothing is said. */
  public static final AppDescription NONE = builder().build();

  /** The bundled counter, as the bundled chart installs it. */
  public static final AppDescription COUNTER =
      builder()
          .port(AppContract.COUNTER.port())
          .visitPath(AppContract.COUNTER.visitPath())
          .countPath(AppContract.COUNTER.countPath().orElse(null))
          .file(AppContract.COUNTER.file().orElse(null))
          .build();

  private static final String NAME = "lab.yaml";
  private static final String NO_APP = "none";
  private static final int LARGEST_PORT = 65_535;

  /** Refuses what can't be, naming the field. */
  public AppDescription {
    port.ifPresent(
        number ->
            require(
                number >= 1 && number <= LARGEST_PORT,
                "port",
                number,
                "a whole number from 1 to 65535"));
    visitPath.ifPresent(path -> requirePath("visitPath", path));
    countPath.ifPresent(path -> requirePath("countPath", path));
    file.ifPresent(AppDescription::requireFile);
    if (withoutCounter) {
      visitPath.ifPresent(path -> require(false, "visitPath", path, "left out with app: none"));
    }
    if (countPath.isPresent()) {
      require(
          !countPath.equals(visitPath),
          "countPath",
          countPath.get(),
          "another path than visitPath: it must not count");
    }
  }

  /** What a browser would send as it stands, and a proxy would hand on as it stands. */
  private static void requirePath(String field, String path) {
    require(
        PATH.matcher(path).matches() && !STEPS.matcher(path).find(),
        field,
        path,
        "a path that begins with / and has letters, digits and - . _ ~ + : @ , = only, without . or"
            + " .. as a step");
  }

  private static void requireFile(String path) {
    require(
        path.matches("/[!-~]*") && !path.endsWith("/") && !STEPS.matcher(path).find(),
        "file",
        path,
        "the absolute path of a file in the container, without . or .. as a step");
  }

  private static void require(boolean holds, String field, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be %s".formatted(field, value, remedy));
    }
  }

  /** An app of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What the chart's author says in {@code lab.yaml}, in the chart's folder or beside it.
   *
   * @return nothing if there is no such file
   * @throws UsageException if it can't be used, naming file and field
   */
  static AppDescription of(Chart chart) {
    Path inside = chart.folder().resolve(NAME);
    Path beside = chart.given().resolveSibling(NAME);
    boolean isInside = Files.exists(inside);
    if (!isInside && Files.isSymbolicLink(beside)) {
      throw new UsageException(
          "%s is a link. Put the file itself beside the chart.".formatted(beside));
    }
    return Optional.of(isInside ? inside : beside)
        .filter(file -> isInside || Files.isRegularFile(file))
        .map(file -> read(file, chart))
        .orElse(NONE);
  }

  private static AppDescription read(Path file, Chart chart) {
    try {
      return read(file);
    } catch (UsageException e) {
      throw new UsageException(chart.asGiven(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * Reads a {@code lab.yaml}.
   *
   * @throws UsageException if it can't be used, naming file and field
   */
  static AppDescription read(Path file) {
    return YamlFile.read(file, Yaml.class).description();
  }

  /** What this says, and where it says nothing, what the other does. */
  AppDescription or(AppDescription other) {
    return new AppDescription(
        statefulSet.or(other::statefulSet),
        container.or(other::container),
        port.or(other::port),
        visitPath.or(other::visitPath),
        countPath.or(other::countPath),
        file.or(other::file),
        faults.or(other::faults),
        withoutCounter || other.withoutCounter,
        asked.or(other.asked));
  }

  /** The same, of this StatefulSet. */
  public AppDescription about(String name) {
    return builder()
        .statefulSet(name)
        .container(container.orElse(null))
        .port(port.orElse(null))
        .visitPath(visitPath.orElse(null))
        .countPath(countPath.orElse(null))
        .file(file.orElse(null))
        .faults(faults.orElse(null))
        .withoutCounter(withoutCounter)
        .asked(asked)
        .build();
  }

  /**
   * The file as it is written; {@code schemas/lab-v1.schema.json} says the same. Made by Jackson,
   * so that what is wrong is told with its field.
   */
  private record Yaml(AppDescription description) {

    private static boolean isNone(@Nullable String app) {
      if (app != null) {
        require(app.equals(NO_APP), "app", app, "none, or left out");
      }
      return app != null;
    }

    @JsonCreator
    Yaml(
        @JsonProperty("statefulSet") @Nullable String statefulSet,
        @JsonProperty("container") @Nullable String container,
        @JsonProperty("port") @Nullable Integer port,
        @JsonProperty("visitPath") @Nullable String visitPath,
        @JsonProperty("countPath") @Nullable String countPath,
        @JsonProperty("file") @Nullable String file,
        @JsonProperty("faults") @Nullable Boolean faults,
        @JsonProperty("app") @Nullable String app,
        @JsonProperty("asks") @Nullable Map<String, Asked.@Nullable Parameters> asks) {
      this(
          builder()
              .statefulSet(statefulSet)
              .container(container)
              .port(port)
              .visitPath(visitPath)
              .countPath(countPath)
              .file(file)
              .faults(faults)
              .withoutCounter(isNone(app))
              .asked(AskedInLabYaml.of(asks))
              .build());
    }
  }

  /** Makes an {@link AppDescription}; null leaves a field out. */
  public static final class Builder {
    private @Nullable String statefulSet;
    private @Nullable String container;
    private @Nullable Integer port;
    private @Nullable String visitPath;
    private @Nullable String countPath;
    private @Nullable String file;
    private @Nullable Boolean faults;
    private boolean withoutCounter;
    private Asked asked = Asked.NOTHING;

    private Builder() {}

    public Builder statefulSet(@Nullable String name) {
      statefulSet = name;
      return this;
    }

    public Builder container(@Nullable String name) {
      container = name;
      return this;
    }

    public Builder port(@Nullable Integer number) {
      port = number;
      return this;
    }

    public Builder visitPath(@Nullable String path) {
      visitPath = path;
      return this;
    }

    public Builder countPath(@Nullable String path) {
      countPath = path;
      return this;
    }

    public Builder file(@Nullable String path) {
      file = path;
      return this;
    }

    public Builder faults(@Nullable Boolean has) {
      faults = has;
      return this;
    }

    Builder withoutCounter(boolean none) {
      withoutCounter = none;
      return this;
    }

    Builder asked(Asked of) {
      asked = of;
      return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if a field is not usable, naming it
     */
    public AppDescription build() {
      return new AppDescription(
          Optional.ofNullable(statefulSet),
          Optional.ofNullable(container),
          Optional.ofNullable(port),
          Optional.ofNullable(visitPath),
          Optional.ofNullable(countPath),
          Optional.ofNullable(file),
          Optional.ofNullable(faults),
          withoutCounter,
          asked);
    }
  }
}
