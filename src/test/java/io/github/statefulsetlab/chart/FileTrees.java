package io.github.statefulsetlab.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;

/** Folders of our own: copied, removed, and removed at the latest when this process ends. */
public final class FileTrees {

  private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(FileTrees::removeTemporary, "chart-clean-up"));
  }

  private FileTrees() {}

  /** A new folder that only this user can read, and that goes away with this process. */
  public static Path temporary(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      TEMPORARY.add(folder);
      return folder;
    } catch (IOException e) {
      throw new ChartException("Can't make a temporary folder: " + e.getMessage(), e);
    }
  }

  /** As {@link #temporary(String)}, inside of a folder. */
  public static Path temporary(Path parent, String prefix) {
    try {
      return Files.createTempDirectory(parent, prefix);
    } catch (IOException e) {
      throw new ChartException("Can't make a temporary folder: " + e.getMessage(), e);
    }
  }

  private static void removeTemporary() {
    TEMPORARY.forEach(FileTrees::discard);
  }

  /** Removes a temporary folder, or as much of it as can be. */
  public static void discard(Path temporary) {
    TEMPORARY.remove(temporary);
    try {
      delete(temporary);
    } catch (IOException | UncheckedIOException e) {
      temporary.toFile().deleteOnExit();
    }
  }

  /**
   * Copies what is in a folder that nobody else writes to; files of the same names are replaced.
   */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    PathUtils.copyDirectory(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a file as a whole, and its folder where there is none: nobody reads half of it. */
  public static void replace(Path folder, String name, String content) throws IOException {
    replace(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** As above, with bytes. */
  public static void replace(Path folder, String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Path beside = folder.resolve("." + name + ".new");
    Files.write(beside, content);
    Files.move(
        beside,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what is in a folder, and leaves the folder. */
  public static void empty(Path folder) throws IOException {
    FileUtils.cleanDirectory(folder.toFile());
  }

  /** Removes a folder, if it is there, and all that is in it; a link is removed, not followed. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      PathUtils.delete(folder);
    }
  }
}
