package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps from which a durable write is made, so that a test can watch their order or break one
 * of them.
 */
interface Disk {

  /** Writes a new file and returns once its content is on the disk. */
  void writeDurably(Path file, byte[] content) throws IOException;

  /** Puts {@code from} in the place of {@code to}, at once for all who look. */
  void rename(Path from, Path to) throws IOException;

  /** Returns once the folder's entries, a rename among them, are on the disk. */
  void syncFolder(Path folder) throws IOException;

  /** The disk of this machine. */
  Disk LOCAL =
      new Disk() {
        @Override
        public void writeDurably(Path file, byte[] content) throws IOException {
          try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
              channel.write(rest);
            }
            channel.force(true);
          }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
          try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
          }
        }
      };
}
