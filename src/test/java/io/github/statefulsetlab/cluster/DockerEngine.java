package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine: what it may do, which images it has, what was left behind. */
final class DockerEngine {

  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final Path LAST_CAPABILITY = Path.of("/proc/sys/kernel/cap_last_cap");

  private static final int TELL_SECONDS = 5;
  private static final int SILENT_SECONDS = 15;
  private static final int PULL_MINUTES = 10;
  private static final int BUILD_MINUTES = 10;
  private static final long BUILD_BYTES = 2L << 30;

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

  /** The image's id, {@code sha256:…}; empty where the engine can't tell. */
  Optional<String> id(String image) {
    try {
      return Optional.ofNullable(client.inspectImageCmd(image).exec().getId());
    } catch (DockerException e) {
      return Optional.empty();
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

  /**
   * Pulls an image for as long as something comes in, and {@value #PULL_MINUTES} minutes at most.
   *
   * @param asThisUser whether with this user's registry logins, or as anybody
   * @param progress told every {@value #TELL_SECONDS} s that it goes on
   * @return why not, if the registry does not answer, refuses, falls silent for {@value
   *     #SILENT_SECONDS} s, or takes too long; empty once the image is here
   */
  Optional<String> pull(String image, boolean asThisUser, Consumer<String> progress) {
    PullImageCmd command = client.pullImageCmd(image);
    if (!asThisUser) {
      command.withAuthConfig(new AuthConfig());
    }
    AtomicLong heard = new AtomicLong(System.nanoTime());
    AtomicReference<String> refusal = new AtomicReference<>("");
    try (ResultCallback.Adapter<PullResponseItem> pull =
        command.exec(
            new ResultCallback.Adapter<>() {
              @Override
              public void onNext(PullResponseItem item) {
                heard.set(System.nanoTime());
                if (item.getErrorDetail() != null) {
                  refusal.set(String.valueOf(item.getErrorDetail().getMessage()));
                }
              }
            })) {
      Instant begun = Instant.now();
      while (!pull.awaitCompletion(TELL_SECONDS, TimeUnit.SECONDS)) {
        if (System.nanoTime() - heard.get() > TimeUnit.SECONDS.toNanos(SILENT_SECONDS)) {
          String why = "nothing has come in for %d s".formatted(SILENT_SECONDS);
          progress.accept("gave up pulling %s: %s".formatted(image, why));
          return Optional.of(why);
        }
        Duration taken = Duration.between(begun, Instant.now());
        if (taken.toMinutes() >= PULL_MINUTES) {
          progress.accept("gave up pulling %s after %d min".formatted(image, PULL_MINUTES));
          return Optional.of("it took more than %d min".formatted(PULL_MINUTES));
        }
        progress.accept("pulling %s: %d s".formatted(image, taken.toSeconds()));
      }
      return has(image) ? Optional.empty() : Optional.of(PullFailure.words(refusal.get()));
    } catch (DockerException | IOException e) {
      return Optional.of(PullFailure.words(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the run was interrupted");
    }
  }

  /**
   * Writes an image to a temporary file, which the caller deletes.
   *
   * @throws ClusterException if that fails
   */
  Path save(String image) {
    try (InputStream archive = client.saveImageCmd(image).exec()) {
      Path tar = Files.createTempFile("statefulset-lab-", ".tar");
      Files.copy(archive, tar, StandardCopyOption.REPLACE_EXISTING);
      return tar;
    } catch (DockerException | IOException e) {
      throw new ClusterException(
          "The image %s can't be saved: %s".formatted(image, e.getMessage()), e);
    }
  }

  /** A name for an image that came with a submission. */
  static String submissionName() {
    return "statefulset-lab/submission:" + UUID.randomUUID();
  }

  /**
   * Builds the Dockerfile of a folder, whose commands run on this engine: without a network unless
   * that is asked for, and with a limit of memory and of one processor.
   *
   * @param name what the image is called, as {@link #submissionName} gives it
   * @throws ClusterException with the engine's words if that fails
   */
  void build(Path folder, String name, boolean withNetwork, Consumer<String> progress) {
    Path copy = temporaryFolder();
    try {
      BuildContext.copy(folder, copy);
      build(copy, folder, name, withNetwork, progress);
    } finally {
      discard(copy);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("statefulset-lab-build-");
    } catch (IOException e) {
      throw new ClusterException("A temporary folder can't be made: " + e.getMessage(), e);
    }
  }

  private static void discard(Path copy) {
    try {
      BuildContext.delete(copy);
    } catch (IOException e) {
      copy.toFile().deleteOnExit();
    }
  }

  private void build(
      Path context, Path folder, String name, boolean withNetwork, Consumer<String> progress) {
    try {
      client
          .buildImageCmd(context.toFile())
          .withTags(Set.of(name))
          .withLabels(ownerLabel())
          .withNetworkMode(withNetwork ? "default" : "none")
          .withBuildAuthConfigs(new AuthConfigurations())
          .withMemory(BUILD_BYTES)
          .withMemswap(BUILD_BYTES)
          .withCpusetcpus("0")
          .exec(
              new BuildImageResultCallback() {
                @Override
                public void onNext(BuildResponseItem item) {
                  if (item.getStream() != null && item.getStream().startsWith("Step ")) {
                    progress.accept("[image] " + item.getStream().strip());
                  }
                  super.onNext(item);
                }
              })
          .awaitImageId(BUILD_MINUTES, TimeUnit.MINUTES);
    } catch (DockerException | DockerClientException e) {
      throw new ClusterException(
          "The Dockerfile in %s (--image) does not build%s: %s"
              .formatted(
                  folder,
                  withNetwork ? "" : " without a network (--build-network gives it one)",
                  e.getMessage()),
          e);
    }
  }

  /** Removes an image's name, and the image where nothing else uses it. */
  void forget(String image) {
    try {
      client.removeImageCmd(image).exec();
    } catch (DockerException e) {
      // It is only room on a disk.
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

  /**
   * Removes the containers, with their volumes, and the images of submissions, of runs that are no
   * longer alive.
   */
  List<String> removeLeftovers() {
    List<Container> leftovers =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(Owner.LABEL))
            .exec()
            .stream()
            .filter(c -> isOfAGoneRun(c.getLabels()))
            .toList();
    leftovers.forEach(c -> remove(c.getId()));
    client.listImagesCmd().withLabelFilter(Owner.LABEL).exec().stream()
        .filter(image -> isOfAGoneRun(image.getLabels()))
        .forEach(image -> forget(image.getId()));
    return leftovers.stream().map(c -> String.join(",", c.getNames())).toList();
  }

  private static boolean isOfAGoneRun(@Nullable Map<String, String> labels) {
    return labels != null && Owner.parse(labels.get(Owner.LABEL)).map(Owner::isGone).orElse(false);
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
