package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine: what it may do, which images it has, what was left behind. */
final class DockerEngine {

  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final Path LAST_CAPABILITY = Path.of("/proc/sys/kernel/cap_last_cap");

  private final DockerClient client;

  private DockerEngine(DockerClient client) {
    this.client = client;
  }

  /**
   * Connects to the engine.
   *
   * @throws ClusterException if none answers, saying what to do
   */
  static DockerEngine connect() {
    try {
      return new DockerEngine(DockerClientFactory.instance().client());
    } catch (IllegalStateException e) {
      throw new ClusterException(
          "No Docker engine answers. Start Docker (Docker Desktop, or: systemctl start docker), or"
              + " run ./lab grade, which installs one on Debian and Ubuntu.",
          e);
    }
  }

  DockerClient client() {
    return client;
  }

  /** The memory of the engine's machine, in bytes. */
  long memory() {
    return Objects.requireNonNullElse(client.infoCmd().exec().getMemTotal(), 0L);
  }

  /** Where the engine keeps its containers' files; empty where that is not on this machine. */
  Optional<Path> folder() {
    return Optional.ofNullable(client.infoCmd().exec().getDockerRootDir())
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  boolean has(String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Pulls an image unless the registry does not answer; never for longer than the given time. */
  boolean pull(String image, Duration atMost) {
    try {
      ResultCallback.Adapter<PullResponseItem> pull =
          client.pullImageCmd(image).exec(new ResultCallback.Adapter<>());
      return pull.awaitCompletion(atMost.toSeconds(), TimeUnit.SECONDS) && has(image);
    } catch (DockerException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The running container with this host name: how a cluster's node in Docker is found. */
  Optional<Container> containerWithHostName(String name) {
    return client.listContainersCmd().exec().stream()
        .filter(
            c ->
                name.equals(client.inspectContainerCmd(c.getId()).exec().getConfig().getHostName()))
        .findFirst();
  }

  /** Removes the containers, with their volumes, of runs that are no longer alive. */
  List<String> removeLeftovers() {
    List<Container> leftovers =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(Owner.LABEL))
            .exec()
            .stream()
            .filter(
                c -> Owner.parse(c.getLabels().get(Owner.LABEL)).map(Owner::isGone).orElse(false))
            .toList();
    leftovers.forEach(c -> remove(c.getId()));
    return leftovers.stream().map(c -> String.join(",", c.getNames())).toList();
  }

  void remove(String container) {
    try {
      client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // Somebody else was faster.
    }
  }

  /**
   * Capabilities that this machine withholds from everybody. Docker refuses {@code --privileged}
   * where there is one ("unable to apply caps"). Empty where that can't be known, as on a remote
   * engine or another operating system.
   */
  static List<String> withheldCapabilities() {
    if (!Files.isReadable(PROCESS_STATUS) || !Files.isReadable(LAST_CAPABILITY)) {
      return List.of();
    }
    try {
      String bounding =
          Files.readAllLines(PROCESS_STATUS).stream()
              .filter(line -> line.startsWith("CapBnd:"))
              .map(line -> line.substring("CapBnd:".length()).strip())
              .findFirst()
              .orElse("");
      int last = Integer.parseInt(Files.readAllLines(LAST_CAPABILITY).get(0).strip());
      return Capabilities.missing(bounding, last);
    } catch (IOException e) {
      return List.of();
    }
  }

  Map<String, String> ownerLabel() {
    return Map.of(Owner.LABEL, Owner.current().toString());
  }
}
