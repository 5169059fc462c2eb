package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.support.Lazy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A Helm that is used in place of the one inside helm-java: a program that the system property
 * {@code lab.helm} names.
 *
 * @param version as the program tells it, as in {@code v4.3.0}; one that somebody built may say
 *     {@code v4.3}
 */
public record HelmProgram(Path file, String version) {

  private static final String PROPERTY = "lab.helm";
  private static final Pattern VERSION = Pattern.compile("v[34]([.]\\d+){1,2}[-+.\\w]*");
  private static final long PATIENCE_SECONDS = 30;
  private static final Map<String, Lazy<HelmProgram>> ASKED = new ConcurrentHashMap<>();

  /**
   * The program that was named; empty where Helm's library is used.
   *
   * @throws ChartException if it is not a Helm 3 or 4 that can be run
   */
  public static Optional<HelmProgram> named() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(name -> !name.isBlank())
        .map(name -> ASKED.computeIfAbsent(name, n -> Lazy.of(() -> at(Path.of(n)))).get());
  }

  /**
   * The program in this file, once it has told its version.
   *
   * @throws ChartException if it is not a Helm 3 or 4 that can be run
   */
  static HelmProgram at(Path file) {
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      throw new ChartException(
          "--helm names %s, which is not a program that can be run. Give the path of a helm program."
              .formatted(file));
    }
    String said = said(file.toAbsolutePath());
    if (!VERSION.matcher(said).matches()) {
      throw new ChartException(
          "--helm names %s, which is not Helm 3 or 4: to 'version --template {{.Version}}' it says '%s'."
              .formatted(file, said.length() > 200 ? said.substring(0, 200) + " …" : said));
    }
    return new HelmProgram(file.toAbsolutePath(), said);
  }

  private static String said(Path file) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "version", "--template", "{{.Version}}")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "nothing";
      }
      return new String(process.getInputStream().readNBytes(1 << 12), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new ChartException(
          "--helm names %s, which could not be started: %s".formatted(file, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChartException("Interrupted while Helm was asked for its version.", e);
    }
  }
}
