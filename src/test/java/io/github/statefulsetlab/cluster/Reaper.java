package io.github.statefulsetlab.cluster;

import java.io.IOException;

/**
 * A child process that outlives this one just long enough to remove its container, however this one
 * ends: it waits for the end of its standard input, which the kernel closes even after SIGKILL.
 */
final class Reaper implements AutoCloseable {

  private static final String SCRIPT =
      "trap '' INT TERM HUP; cat >/dev/null; docker rm --force --volumes \"$0\" >/dev/null 2>&1";

  private final Process process;

  private Reaper(Process process) {
    this.process = process;
  }

  /**
   * Watches over a container from now on.
   *
   * @throws ClusterException on a machine without a shell
   */
  static Reaper over(String container) {
    try {
      return new Reaper(
          new ProcessBuilder("sh", "-c", SCRIPT, container)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new ClusterException("Can't start sh, which cleans up after this run.", e);
    }
  }

  /** Lets the container stay when this process ends. */
  void spare() {
    process.destroyForcibly();
  }

  /** Lets the child do its work now and waits for it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new ClusterException("The cluster's container could not be removed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
