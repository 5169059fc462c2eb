package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Runs commands on a node that is a container of this machine's Docker engine. */
public final class NodeShell {

  private static final long EXEC_TIMEOUT_SECONDS = 60;

  /**
   * Where the node's own programs have a cgroup with more of the processor than pods, the command
   * goes there: outside of it a thread has a tenth of what all of them together have.
   */
  private static final String AMONG_THE_NODES_PROGRAMS =
      """
      while IFS=: read -r hierarchy controllers group; do
        case ,$controllers, in
          *,cpu,*) echo $$ >"/sys/fs/cgroup/cpu$group/node/cgroup.procs" ;;
        esac
      done </proc/self/cgroup 2>/dev/null
      exec "$@"
      """;

  private final DockerClient docker;
  private final String container;

  NodeShell(DockerClient docker, String container) {
    this.docker = docker;
    this.container = container;
  }

  /**
   * Runs a command and returns its standard output.
   *
   * @throws ClusterException if it does not exit with 0 within a minute
   */
  public String exec(String... command) {
    String exec =
        docker
            .execCreateCmd(container)
            .withCmd(amongTheNodesPrograms(command))
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    Output output = new Output();
    try {
      if (!docker
          .execStartCmd(exec)
          .exec(output)
          .awaitCompletion(EXEC_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new ClusterException(
            "On the node, " + List.of(command) + " did not end within a minute.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while " + List.of(command) + " ran on the node.", e);
    }
    Long status = docker.inspectExecCmd(exec).exec().getExitCodeLong();
    if (status == null || status != 0) {
      throw new ClusterException(
          "On the node, %s exited with %s: %s".formatted(List.of(command), status, output.errors));
    }
    return output.text.toString();
  }

  static String[] amongTheNodesPrograms(String... command) {
    return Stream.concat(Stream.of("sh", "-c", AMONG_THE_NODES_PROGRAMS, "sh"), Stream.of(command))
        .toArray(String[]::new);
  }

  /**
   * Imports an image archive into the node's containerd, where the kubelet finds it.
   *
   * @throws ClusterException if the node refuses it
   */
  void load(Path tar) {
    String target = "/tmp/" + UUID.randomUUID() + ".tar";
    copy(tar, target);
    exec("ctr", "-n", "k8s.io", "images", "import", target);
    exec("rm", target);
  }

  /** Whether the node's containerd has an image of this complete name. */
  boolean hasImage(String name) {
    return exec("ctr", "-n", "k8s.io", "images", "ls", "-q").lines().anyMatch(name::equals);
  }

  /**
   * The process id, on the node, of a container's main process.
   *
   * @param containerId as in a pod's status, with or without its {@code containerd://}
   */
  public long processOf(String containerId) {
    String id = containerId.substring(containerId.lastIndexOf('/') + 1);
    return exec("ctr", "-n", "k8s.io", "tasks", "ls")
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length > 1 && columns[0].equals(id))
        .map(columns -> Long.parseLong(columns[1]))
        .findFirst()
        .orElseThrow(() -> new ClusterException("No process of container " + id + " on the node."));
  }

  /**
   * The process ids, on the node, of all processes of a container: a shell or a master process may
   * stand before those that do the work.
   *
   * @param containerId as in a pod's status, with or without its {@code containerd://}
   */
  public List<Long> processesOf(String containerId) {
    String id = containerId.substring(containerId.lastIndexOf('/') + 1);
    return exec("ctr", "-n", "k8s.io", "tasks", "ps", id)
        .lines()
        .map(line -> line.trim().split("\\s+")[0])
        .filter(column -> column.matches("\\d+"))
        .map(Long::parseLong)
        .toList();
  }

  private void copy(Path file, String target) {
    String folder = target.substring(0, target.lastIndexOf('/'));
    Path tar = tarOf(file, target.substring(folder.length() + 1));
    try (var stream = Files.newInputStream(tar)) {
      docker
          .copyArchiveToContainerCmd(container)
          .withRemotePath(folder)
          .withTarInputStream(stream)
          .exec();
    } catch (IOException e) {
      throw new ClusterException("Can't copy " + file + " to the node.", e);
    } finally {
      deleteQuietly(tar);
    }
  }

  private static Path tarOf(Path file, String name) {
    try {
      Path tar = Files.createTempFile("statefulset-lab", ".tar");
      try (var out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        out.putArchiveEntry(entry);
        Files.copy(file, out);
        out.closeArchiveEntry();
      }
      return tar;
    } catch (IOException e) {
      throw new ClusterException("Can't read " + file + ".", e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static final class Output extends ResultCallback.Adapter<Frame> {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
      StringBuilder target = frame.getStreamType() == StreamType.STDERR ? errors : text;
      target.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }
  }
}
