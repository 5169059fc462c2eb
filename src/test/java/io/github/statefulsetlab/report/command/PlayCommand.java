package io.github.statefulsetlab.report.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.run.Playground;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./lab play}: leaves a cluster with a chart installed, and says what to try on it. */
final class PlayCommand {

  private static final String PROFILE = "moscow-time";
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Where k3s, and the node image, have their own. */
  private static final String ON_THE_NODE =
      "docker exec -i %s kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml -n %s";

  private PlayCommand() {}

  static int run(PrintStream out) {
    System.setOut(System.err);
    if (System.getProperty("lab.chart") == null && System.getProperty("lab.profile") == null) {
      System.setProperty("lab.profile", PROFILE);
    }
    Path folder = Path.of(System.getProperty("lab.play", "target/lab/play"));
    try {
      Playground playground =
          Playground.install(Settings.fromSystemProperties(), what -> out.println("  " + what));
      tell(playground, folder, out);
      return leave(out);
    } catch (NotGradableException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("What to try can't be written to " + folder + ".", e);
    }
  }

  /** Testcontainers' shutdown hook would remove the cluster. */
  private static int leave(PrintStream out) {
    out.flush();
    Runtime.getRuntime().halt(ExitStatus.GRADED);
    return ExitStatus.GRADED;
  }

  private static void tell(Playground playground, Path folder, PrintStream out) throws IOException {
    Files.createDirectories(folder);
    Path kubeConfig = write(playground, folder.resolve("kubeconfig"));
    boolean has = onPath("kubectl").isPresent();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("# kubeconfig: " + kubeConfig);
    lines.add("# The cluster stays until: ./lab play --stop");
    lines.add(
        has
            ? "export KUBECONFIG='%s'".formatted(kubeConfig)
            : "# kubectl is not installed here; the node has one.");
    String kubectl =
        has
            ? PlaySteps.ON_THIS_MACHINE
            : ON_THE_NODE.formatted(playground.container(), playground.namespace());
    lines.addAll(new PlaySteps(playground, kubectl).lines());
    Files.write(folder.resolve("steps.txt"), lines);
    lines.forEach(out::println);
  }

  private static Path write(Playground playground, Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String whole = Files.readString(playground.kubeConfig());
    Files.delete(playground.kubeConfig());
    return Files.writeString(file, inNamespace(whole, playground.namespace()));
  }

  /** A kubeconfig in whose contexts this namespace is meant where none is named. */
  static String inNamespace(String kubeConfig, String namespace) throws IOException {
    JsonNode config = YAML.readTree(kubeConfig);
    for (JsonNode entry : config.path("contexts")) {
      if (entry.path("context") instanceof ObjectNode context) {
        context.put("namespace", namespace);
      }
    }
    return YAML.writeValueAsString(config);
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH"))
                .orElse("")
                .split(Pattern.quote(File.pathSeparator), -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
