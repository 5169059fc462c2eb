package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The file that holds the count, as a plain number. It is the truth: it is read anew each time, so
 * what somebody else puts there counts, and what is not a count is never overwritten.
 *
 * <p>Written beside, synced, renamed and synced again, a count survives kill -9 and power loss, and
 * a reader sees the old one or the new one. Not for use by several threads at once.
 */
final class CountFile {

  /** More than the digits of any count, with room for white space around them. */
  private static final int LARGEST_SIZE = 64;

  private final Path folder;
  private final Path file;
  private final Path beside;
  private final Disk disk;

  CountFile(Path folder, String name, String writer, Disk disk) {
    this.folder = folder;
    this.file = folder.resolve(name);
    this.beside = folder.resolve("." + name + "." + writer.replace('/', '_') + ".tmp");
    this.disk = disk;
  }

  Path path() {
    return file;
  }

  /** The count in the file, 0 where there is none. */
  long read() throws StoreProblem {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      refuseUnlessPlain(attributes);
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      refuseUnlessFolder();
      return 0;
    } catch (AccessDeniedException e) {
      throw new StoreProblem(Remedy.unreadable(file), e);
    } catch (IOException e) {
      throw new StoreProblem(Remedy.ioError(file, "read", e), e);
    }
  }

  /**
   * Puts {@code count} in the place of {@code before}; when that fails, {@code before} is still
   * there.
   */
  void replace(long before, long count) throws StoreProblem {
    try {
      disk.writeDurably(beside, bytes(count));
      disk.rename(beside, file);
    } catch (IOException e) {
      deleteLeftover();
      throw new StoreProblem(Remedy.unwritable(folder, file, e), e);
    }
    try {
      disk.syncFolder(folder);
    } catch (IOException e) {
      putBack(before);
      throw new StoreProblem(Remedy.unwritable(folder, file, e), e);
    }
  }

  /** Finds out whether a count could be written now, without touching the one that is there. */
  void tryWriting(long count) throws StoreProblem {
    try {
      disk.writeDurably(beside, bytes(count));
    } catch (IOException e) {
      throw new StoreProblem(Remedy.unwritable(folder, file, e), e);
    } finally {
      deleteLeftover();
    }
  }

  /** Removes what a crash in the middle of a write has left beside the file. */
  void deleteLeftover() {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      // It is overwritten by the next write; if it can't be, that write says so.
    }
  }

  /** The count after so many visits. */
  long plus(long count, long visits) throws StoreProblem {
    try {
      return Math.addExact(count, visits);
    } catch (ArithmeticException e) {
      throw new StoreProblem(Remedy.tooLarge(file, Long.toString(count)), e);
    }
  }

  private void putBack(long before) {
    try {
      disk.writeDurably(beside, bytes(before));
      disk.rename(beside, file);
    } catch (IOException e) {
      deleteLeftover();
    }
  }

  private void refuseUnlessPlain(BasicFileAttributes attributes) throws StoreProblem {
    if (attributes.isDirectory()) {
      throw new StoreProblem(Remedy.folder(file));
    }
    if (!attributes.isRegularFile()) {
      throw new StoreProblem(Remedy.notAPlainFile(file));
    }
    if (attributes.size() > LARGEST_SIZE) {
      throw new StoreProblem(Remedy.notACount(file, attributes.size() + " bytes"));
    }
  }

  private void refuseUnlessFolder() throws StoreProblem {
    if (!Files.isDirectory(folder)) {
      throw new StoreProblem(Remedy.noFolder(folder));
    }
  }

  private long parse(String content) throws StoreProblem {
    String digits = content.strip();
    if (!digits.matches("[0-9]+")) {
      throw new StoreProblem(
          Remedy.notACount(file, content.isEmpty() ? "nothing" : '"' + printable(content) + '"'));
    }
    try {
      return plus(Long.parseLong(digits), 1) - 1;
    } catch (NumberFormatException e) {
      throw new StoreProblem(Remedy.tooLarge(file, digits), e);
    }
  }

  /** The text ends up in logs and terminals. */
  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private static byte[] bytes(long count) {
    return Long.toString(count).getBytes(StandardCharsets.US_ASCII);
  }
}
