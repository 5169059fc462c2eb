package io.github.statefulsetlab.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process that a container belongs to, as a label's value: host, process id and start. Process
 * ids come back, so the start tells a dead owner from a stranger with its number.
 */
record Owner(String host, long pid, long startedSeconds) {

  static final String LABEL = "io.github.statefulsetlab.owner";

  /** In place of an owner: whoever played with it removes it, and no process's end. */
  static final String PLAYGROUND = "playground";

  private static final String SEPARATOR = "/";

  static Owner current() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(hostName(), self.pid(), startOf(self));
  }

  static Optional<Owner> parse(@Nullable String label) {
    String[] parts = label == null ? new String[0] : label.split(SEPARATOR, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether the owner was a process of this machine that no longer runs. */
  boolean isGone() {
    return host.equals(hostName())
        && ProcessHandle.of(pid).filter(p -> startOf(p) == startedSeconds).isEmpty();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public String toString() {
    return host + SEPARATOR + pid + SEPARATOR + startedSeconds;
  }
}
