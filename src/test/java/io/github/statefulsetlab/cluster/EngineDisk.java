package io.github.statefulsetlab.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The disk that the engine's containers write to. The limit of what a container writes to it is
 * enforced by the kubelet looking now and then, so it can fill up.
 *
 * @param folder on that disk; empty where it is not on this machine
 * @param needed bytes that have to be free
 */
record EngineDisk(Optional<Path> folder, long needed) {

  private static final long MIB = 1024 * 1024;
  private static final long NEEDED = 1024 * MIB;

  static EngineDisk of(DockerEngine engine) {
    return new EngineDisk(engine.folder(), NEEDED);
  }

  /**
   * Fails where too little is free.
   *
   * @throws ClusterException that says what to do
   */
  void requireRoom() {
    folder.ifPresent(this::requireRoomIn);
  }

  private void requireRoomIn(Path where) {
    long free = free(where);
    if (free < needed) {
      throw new ClusterException(
          "The disk of the Docker engine (%s) has %d MB free, and %d MB are needed to go on. Make room (docker system prune) and run again."
              .formatted(where, free / MIB, needed / MIB));
    }
  }

  private static long free(Path where) {
    try {
      return Files.getFileStore(where).getUsableSpace();
    } catch (IOException e) {
      throw new ClusterException("Can't see how much of the disk of " + where + " is free.", e);
    }
  }
}
