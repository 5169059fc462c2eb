package io.github.statefulsetlab.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.testcontainers.utility.DockerImageName;

/**
 * The image that a cluster's node runs: {@code rancher/k3s}, or, where no registry answers, a node
 * image of our own with upstream Kubernetes, built on this machine from {@code node/}.
 */
record NodeImage(String reference, boolean isK3s) {

  static final String K3S = "rancher/k3s:v1.36.1-k3s1";

  /** How long a registry may take to deliver k3s (about 80 MB). */
  private static final Duration PULL_TIMEOUT = Duration.ofMinutes(5);

  private static final Path BUILD = Path.of("node", "build");

  /**
   * Chooses and, if need be, builds the image.
   *
   * @param override an image asked for by name; empty to choose
   * @throws ClusterException if none can be had, saying why and what to do
   */
  static NodeImage obtain(DockerEngine engine, String override, Consumer<String> progress) {
    if (!override.isEmpty()) {
      return named(engine, override);
    }
    if (engine.has(K3S)) {
      return new NodeImage(K3S, true);
    }
    progress.accept("looking for " + K3S);
    if (engine.pull(K3S, PULL_TIMEOUT)) {
      return new NodeImage(K3S, true);
    }
    return new NodeImage(build(progress), false);
  }

  private static NodeImage named(DockerEngine engine, String name) {
    if (!engine.has(name) && !engine.pull(name, PULL_TIMEOUT)) {
      throw new ClusterException(
          "The node image %s (-Dlab.node-image) is neither on this Docker engine nor can it be pulled."
              .formatted(name));
    }
    return new NodeImage(name, name.contains("rancher/k3s"));
  }

  private static String build(Consumer<String> progress) {
    if (!Files.isExecutable(BUILD)) {
      throw new ClusterException(
          "No registry delivers %s and %s, which builds a node image without one, is not here. Run from the project's folder, or load the image: docker load."
              .formatted(K3S, BUILD));
    }
    run(progress, BUILD.toString(), "--if-missing");
    return run(line -> {}, BUILD.toString(), "--tag").strip();
  }

  private static String run(Consumer<String> progress, String... command) {
    StringBuilder output = new StringBuilder();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .forEach(
                line -> {
                  output.append(line).append('\n');
                  progress.accept(line);
                });
      }
      if (process.waitFor() != 0) {
        throw new ClusterException("The node image can't be built. " + BUILD + " says:\n" + output);
      }
      return output.toString();
    } catch (IOException e) {
      throw new ClusterException("Can't run " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while the node image was built.", e);
    }
  }

  DockerImageName name() {
    return DockerImageName.parse(reference).asCompatibleSubstituteFor("rancher/k3s");
  }

  /** What reports call it. */
  String description() {
    return isK3s ? "k3s (" + reference + ")" : "upstream Kubernetes in " + reference + " (not k3s)";
  }
}
