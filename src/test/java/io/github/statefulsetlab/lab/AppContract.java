package io.github.statefulsetlab.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.statefulsetlab.chart.Chart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a submission's app behaves.
 *
 * @param port the container port that it serves HTTP on
 * @param visitPath the path that counts a visit
 * @param countPath the path that reports the count without counting
 * @param file the file that holds the count, an absolute path in the container
 * @param hasFaults whether it can be broken by {@code POST /faults/…}, as the bundled app can
 */
public record AppContract(
    int port, String visitPath, String countPath, String file, boolean hasFaults) {

  /** The contract of the bundled counter. */
  public static final AppContract COUNTER =
      new AppContract(8000, "/", "/visits", "/data/visits.txt", true);

  private static final String NAME = "lab.yaml";
  private static final int LARGEST_PORT = 65_535;

  /**
   * What the chart's author says in {@code lab.yaml}, in the chart's folder or beside it.
   *
   * @return empty if there is no such file
   * @throws UsageException if it can't be used, naming file and field
   */
  static Optional<AppContract> of(Chart chart) {
    Path inside = chart.folder().resolve(NAME);
    Path beside = chart.given().resolveSibling(NAME);
    return Optional.of(Files.isRegularFile(inside) ? inside : beside)
        .filter(Files::isRegularFile)
        .map(AppContract::read);
  }

  /**
   * Reads a {@code lab.yaml}.
   *
   * @throws UsageException if it can't be used, naming file and field
   */
  static AppContract read(Path file) {
    Description yaml = YamlFile.read(file, Description.class);
    return new AppContract(
        yaml.port, yaml.visitPath, yaml.countPath, yaml.file, Boolean.TRUE.equals(yaml.faults));
  }

  private record Description(
      @JsonProperty(required = true) int port,
      @JsonProperty(required = true) String visitPath,
      @JsonProperty(required = true) String countPath,
      @JsonProperty(required = true) String file,
      @Nullable Boolean faults) {

    Description {
      require(port >= 1 && port <= LARGEST_PORT, "port", port, "a whole number from 1 to 65535");
      require(isPath(visitPath), "visitPath", visitPath, "a path that begins with /");
      require(isPath(countPath), "countPath", countPath, "a path that begins with /");
      require(isPath(file) && !file.endsWith("/"), "file", file, "the absolute path of a file");
    }

    private static boolean isPath(@Nullable String text) {
      return text != null && text.matches("/[!-~]*");
    }

    private static void require(
        boolean holds, String field, @Nullable Object value, String remedy) {
      if (!holds) {
        throw new IllegalArgumentException(
            "%s is '%s'; it must be %s".formatted(field, value, remedy));
      }
    }
  }

  /** The file's name, without its folder. */
  public String fileName() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The folder that the file lies in. */
  public String folder() {
    return file.substring(0, Math.max(1, file.lastIndexOf('/')));
  }
}
